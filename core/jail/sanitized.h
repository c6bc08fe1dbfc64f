/* Whether this build carries AddressSanitizer, which reserves terabytes of addresses, traces its own
 * process for leaks and calls the kernel as it likes: some parts of the jail cannot hold then. */
#ifndef LUNETTE_JAIL_SANITIZED_H
#define LUNETTE_JAIL_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define JAIL_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define JAIL_SANITIZED 1
#endif
#endif

#ifndef JAIL_SANITIZED
#define JAIL_SANITIZED 0
#endif

#endif
