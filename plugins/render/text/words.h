/* Words of a view in formats that are text: what stands in a box or on a line, escaped. */
#ifndef LUNETTE_TEXT_WORDS_H
#define LUNETTE_TEXT_WORDS_H

#include "scene/pen.h"

/* One way to write text that people may read and no program obeys. */
struct words_format {
    const char *line_end; /* between two lines of one label */
    /* Whether the character may stand as it is; every other one is written by `put_escape`. */
    bool (*is_plain)(uint32_t before, uint32_t code_point);
    void (*put_escape)(struct pen *pen, uint32_t code_point);
};

/* The text, cleaned (scene/text.h) and escaped; NULL writes nothing. */
void words_put(struct pen *pen, const struct words_format *format, const char *raw);

/* A line of the text with our own `before` at its beginning; nothing when the text is empty. */
void words_put_title(struct pen *pen, const struct words_format *format, const char *before,
                     const char *raw);

/* Name, [technology], detail, facts, badges and findings of a box, a line each. */
void words_put_box(struct pen *pen, const struct words_format *format,
                   const struct lunette_box *box);

/* What stands at a line: its label, the roles at its ends, its findings. False: nothing was
 * written. */
bool words_put_line(struct pen *pen, const struct words_format *format,
                    const struct lunette_line *line);

/* Number, label, and in brackets what stands beside a step; then its findings. */
void words_put_step(struct pen *pen, const struct words_format *format,
                    const struct lunette_step *step);

/* `prefix` and a number: our own names for what is drawn, so that no word of a model becomes
 * one. */
void words_put_id(struct pen *pen, const char *prefix, size_t number);

#endif
