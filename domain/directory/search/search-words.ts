import { z } from 'zod';

/** The shape of `directory-data/search-words.json`: what people type for a code and what no label says. */
export const searchWordsFile = z.strictObject({
  vocabulary: z.literal('search_words'),
  title: z.string().min(1),
  terms: z.array(
    z.strictObject({
      vocabulary: z.string().min(1),
      code: z.string().min(1),
      words: z.array(z.string().min(1)).min(1),
    }),
  ),
});

export type SearchWordsFile = z.infer<typeof searchWordsFile>;
