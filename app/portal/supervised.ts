export const SUPERVISED = ['supervised'];
