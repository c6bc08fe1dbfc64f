/* Writing a document to a canvas: bytes, numbers and escaped text, gathered in one small buffer. */
#ifndef LUNETTE_SCENE_PEN_H
#define LUNETTE_SCENE_PEN_H

#include <stddef.h>
#include <string.h>

#include "lunette/plugin.h"

struct pen {
    struct lunette_canvas *canvas;
    size_t length;
    char buffer[4096];
};

/* A pen on this canvas; pen_finish writes what it still holds. */
void pen_start(struct pen *pen, struct lunette_canvas *canvas);
void pen_finish(struct pen *pen);

/* As it is: for the document's own words, never for text of a model. */
void pen_put_bytes(struct pen *pen, const char *bytes, size_t length);

/* Here, so that the compiler knows the lengths of words: a twentieth of the time of a long sequence. */
static inline void pen_put(struct pen *pen, const char *text)
{
    size_t length = strlen(text);
    if (length > sizeof pen->buffer - pen->length) {
        pen_put_bytes(pen, text, length);
        return;
    }
    memcpy(pen->buffer + pen->length, text, length);
    pen->length += length;
}

static inline void pen_put_character(struct pen *pen, char character)
{
    if (pen->length == sizeof pen->buffer)
        pen_put_bytes(pen, &character, 1);
    else
        pen->buffer[pen->length++] = character;
}

/* Rounded to a tenth, with a point whatever the locale says. */
void pen_put_number(struct pen *pen, double number);
void pen_put_integer(struct pen *pen, unsigned long number);

/* Text of a model in XML, as content or between double quotes: the only place that escapes for XML.
 * Holds for any bytes; what XML 1.0 has no character for becomes U+FFFD. NULL writes nothing. */
void pen_put_xml(struct pen *pen, const char *text);

/* ` name="value"`, escaped. NULL writes nothing at all. */
void pen_put_attribute(struct pen *pen, const char *name, const char *value);

#endif
