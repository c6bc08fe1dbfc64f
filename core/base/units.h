/* The quantities of the model language: durations, ratios, rates and sizes.
 *
 * As written in a model: a decimal number (digits, and digits behind a point) and its unit with
 * nothing between them: no sign, no blank, no exponent. Digits behind the fifteenth count as zero;
 * what goes over 2^53 of the family's base unit is refused. "99.9%" is the double 0.999 and not a
 * neighbour of it, "4.35s" is 4,350 ms: nothing is lost in the conversion. For anything else the
 * parsers return false and leave the result alone.
 *
 * For people: the unit in which the number is shortest, with a blank in front ("1.5 s", "99.9 %";
 * rates have none). Numbers of up to eleven digits, nine of them decimals, are shown as they
 * are; others come from a computation and are rounded to three decimals.
 *
 * Nothing here depends on a locale: parsing is done by hand, and the program never calls
 * setlocale, so printf's decimal point is a point. */
#ifndef LUNETTE_BASE_UNITS_H
#define LUNETTE_BASE_UNITS_H

#include <stdbool.h>

struct buf;

/* us, ms, s, m or min, h, d, w; also a sum of parts, largest unit first: "1m30s". */
bool unit_parse_duration(const char *text, double *ms);

/* "99.9%" or "0.999". Without the sign the number must not be over 1: "5" could mean either. */
bool unit_parse_ratio(const char *text, double *ratio);

/* "200/s", "1000/min" (or "/m"), "5/h", "1/d". */
bool unit_parse_rate(const char *text, double *per_second);

/* B, KB (or kB), MB, GB, TB by thousands; KiB, MiB, GiB, TiB by 1,024. */
bool unit_parse_bytes(const char *text, double *bytes);

/* "200 ms", "1.5 s", "10 min", "36 h", "30 d"; "0 ms". */
void unit_print_duration(struct buf *out, double ms);

/* "99.9 %", "5 %". What is nearly 100 % or nearly 0 % gets as many decimals (up to 15) as it takes
 * to tell it from them. */
void unit_print_ratio(struct buf *out, double ratio);

/* "200/s", "1000/min", "5/h". */
void unit_print_rate(struct buf *out, double per_second);

/* "512 MiB", "1.5 GiB", "64 KB". */
void unit_print_bytes(struct buf *out, double bytes);

#endif
