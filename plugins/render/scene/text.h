/* Text of a model made fit for a picture: cleaned, measured, cut and wrapped.
 *
 * Widths come from a built-in table of the Helvetica metrics, which Arial and Liberation Sans
 * share, so the same model gives the same picture on every machine and no font file is opened. */
#ifndef LUNETTE_SCENE_TEXT_H
#define LUNETTE_SCENE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/plugin.h"

enum { TEXT_UTF8_MAX = 4 }; /* bytes of one code point */

struct text_font {
    double size_px;
    bool bold;
};

/* The code point at *at, which must not be the end; moves *at behind it. Bytes that are no UTF-8
 * count singly as U+FFFD. */
uint32_t text_next(const char **at);

/* Writes 1 to 4 bytes and returns how many. */
size_t text_encode(uint32_t code_point, char bytes[TEXT_UTF8_MAX]);

/* The code point, or U+FFFD where XML 1.0 has no such character or it is a control. */
uint32_t text_printable(uint32_t code_point);

/* Whether the second of two characters completes `#[` or `%{`, which build logs (`##[add-mask]`)
 * and Mermaid (`%%{init`) obey wherever they stand. A format with entities writes
 * text_command_entity instead. */
bool text_opens_command(uint32_t before, uint32_t code_point);
const char *text_command_entity(uint32_t code_point);

/* One line of valid UTF-8: blanks and line ends become single spaces, none at the ends; controls
 * become U+FFFD; what turns the direction of writing or breaks lines unseen becomes `\u{202e}`.
 * Cut with an ellipsis after 2,000 bytes. NULL gives ""; text that is so already is given back
 * itself. */
const char *text_clean(struct lunette_canvas *canvas, const char *raw);

/* The following take clean text. */

double text_width_px(const char *text, struct text_font font);

/* The text itself when it fits, else its beginning and an ellipsis. */
const char *text_cut(struct lunette_canvas *canvas, const char *text, struct text_font font,
                     double limit_px);

/* Breaks behind ` · ` or at spaces, and behind `-`, `/`, `.` or `_` where a word alone is too long;
 * the last line is cut. Returns the number of lines written, at most `limit` (at least 1); 0 for
 * "". */
size_t text_wrap(struct lunette_canvas *canvas, const char *text, struct text_font font,
                 double limit_px, const char **lines, size_t limit);

/* The lines of a label, two at most: what stands behind its last ` · ` gets a line of its own where
 * not all fits on one, and only what stands before is cut. Without ` · ` as text_wrap. */
size_t text_wrap_label(struct lunette_canvas *canvas, const char *text, struct text_font font,
                       double limit_px, const char *lines[2]);

/* The texts one behind the other, in memory of the canvas. As text_format with `%s`, at a quarter of its price. */
#define TEXT_JOIN(canvas, ...) text_join((canvas), (const char *const[]){__VA_ARGS__, NULL})

/* The same for texts up to a NULL. */
char *text_join(struct lunette_canvas *canvas, const char *const *parts);

/* printf into memory of the canvas. */
char *text_format(struct lunette_canvas *canvas, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
