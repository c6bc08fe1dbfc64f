/* The language as a page to read: Markdown, every kind with its fields. */
#ifndef LUNETTE_CLI_REFERENCE_H
#define LUNETTE_CLI_REFERENCE_H

/* To standard output; the same text from every run. */
void reference_print(void);

#endif
