/* What tells that a finding of today is that of yesterday: its rule and entities, hashed. */
#ifndef LUNETTE_REPORT_FINGERPRINT_H
#define LUNETTE_REPORT_FINGERPRINT_H

enum { FINGERPRINT_SIZE = 33 };

/* The first half of the SHA-256 of the identity (FIPS 180-4) in hexadecimal digits: nobody can name things
 * so that a new finding passes for a known one. */
void fingerprint_write(char fingerprint[FINGERPRINT_SIZE], const char *identity);

#endif
