/* How well one colour can be read on another: WCAG 2.1, "contrast (minimum)". */
#ifndef LUNETTE_CLI_CONTRAST_H
#define LUNETTE_CLI_CONTRAST_H

/* What text of ordinary size needs. */
#define CONTRAST_READABLE 4.5

/* 1 (the same) to 21 (black on white). Both "#rrggbb". */
double contrast_of(const char *one, const char *other);

#endif
