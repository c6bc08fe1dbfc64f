/* The files of web/ and the hashes by which a browser knows them, put in by the Makefile. */
#ifndef LUNETTE_PAGE_ASSETS_H
#define LUNETTE_PAGE_ASSETS_H

#include <stddef.h>

struct asset {
    const unsigned char *bytes; /* not NUL-ended */
    size_t length;
};

extern const struct asset asset_frame;      /* page.html, with {{names}} for what is put in */
extern const struct asset asset_style;      /* style.css */
extern const struct asset asset_script;     /* every *.js, as one module */
extern const struct asset asset_style_hash; /* SHA-256 in base64, for a Content-Security-Policy */
extern const struct asset asset_script_hash;

#endif
