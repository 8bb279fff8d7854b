/**
 * How PostgreSQL values reach JavaScript, the same on both drivers: whole numbers and numerics as number, dates as
 * `YYYY-MM-DD`, instants as ISO text in UTC. Fen sums stay exact up to 2^53 (90 trillion yuan).
 */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8
  1700: Number, // numeric
  1082: (text) => text, // date
  1114: (text) => `${text.replace(' ', 'T')}Z`, // timestamp, always written in UTC
  1184: (text) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString(), // timestamptz
}
