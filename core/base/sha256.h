/* SHA-256 (FIPS 180-4), as `sha256sum` tells it. */
#ifndef LUNETTE_BASE_SHA256_H
#define LUNETTE_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_TEXT = 65 }; /* 64 hexadecimal digits and a NUL */

struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

void sha256_start(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t length);
void sha256_end(struct sha256 *hash, char text[SHA256_TEXT]);

/* Of these bytes. */
void sha256_text(const void *bytes, size_t length, char text[SHA256_TEXT]);

#endif
