/**
 * How long bytes are padded to, so that their length tells little: Padmé (PURBs, Nikitin et al., PoPETs 2019, section 4). At
 * most 12 per cent more; two files of similar size have the same length.
 *
 * @param length from 0 to 4,294,967,295
 */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const unit = 2 ** (exponent - kept);
  return Math.ceil(length / unit) * unit;
}
