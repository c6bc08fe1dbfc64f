#include "report/fingerprint.h"

#include <string.h>

#include "base/sha256.h"

void fingerprint_write(char fingerprint[FINGERPRINT_SIZE], const char *identity)
{
    char whole[SHA256_TEXT];
    sha256_text(identity, strlen(identity), whole);
    memcpy(fingerprint, whole, FINGERPRINT_SIZE - 1);
    fingerprint[FINGERPRINT_SIZE - 1] = '\0';
}
