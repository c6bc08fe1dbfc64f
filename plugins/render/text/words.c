#include "words.h"

#include "scene/detail.h"
#include "scene/text.h"

/* `before` is the character that the text follows; 0: it begins. */
static void put_clean(struct pen *pen, const struct words_format *format, const char *text,
                      uint32_t before)
{
    for (uint32_t code_point; *text; before = code_point) {
        char bytes[TEXT_UTF8_MAX + 1];
        code_point = text_printable(text_next(&text));
        bytes[text_encode(code_point, bytes)] = '\0';
        if (format->is_plain(before, code_point))
            pen_put(pen, bytes);
        else
            format->put_escape(pen, code_point);
    }
}

void words_put(struct pen *pen, const struct words_format *format, const char *raw)
{
    put_clean(pen, format, text_clean(pen->canvas, raw), 0);
}

void words_put_title(struct pen *pen, const struct words_format *format, const char *before,
                     const char *raw)
{
    const char *title = text_clean(pen->canvas, raw);
    if (!*title)
        return;
    pen_put(pen, before);
    put_clean(pen, format, title, 0);
    pen_put(pen, "\n");
}

/* Lines of one label, the line's end before all but the first. */
struct label {
    struct pen *pen;
    const struct words_format *format;
    bool has_some;
};

static void label_begin(struct label *label)
{
    if (label->has_some)
        pen_put(label->pen, label->format->line_end);
    label->has_some = true;
}

/* `before` and `after` are our own words, which keep their blanks; NULL: none. */
static void label_add(struct label *label, const char *before, const char *raw, const char *after)
{
    const char *text = text_clean(label->pen->canvas, raw);
    if (!*text)
        return;
    bool begins = !label->has_some && !before;
    label_begin(label);
    put_clean(label->pen, label->format, before ? before : "", ' ');
    put_clean(label->pen, label->format, text, begins ? 0 : ' ');
    put_clean(label->pen, label->format, after ? after : "", ' ');
}

static void label_add_badges(struct label *label, const struct lunette_badges *badges)
{
    for (size_t i = 0; i < badges->count; i++) {
        if (i == 0)
            label_begin(label);
        else
            pen_put(label->pen, " · ");
        words_put(label->pen, label->format, badges->items[i].text);
    }
}

static void label_add_marks(struct label *label, const struct lunette_marks *marks)
{
    static const char *const severities[] = {
        [LUNETTE_NOTE] = "note: ", [LUNETTE_WARNING] = "warning: ", [LUNETTE_ERROR] = "error: "};
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].severity >= LUNETTE_NOTE)
            label_add(label, severities[marks->items[i].severity], marks->items[i].rule, NULL);
}

void words_put_box(struct pen *pen, const struct words_format *format,
                   const struct lunette_box *box)
{
    struct label label = {pen, format, false};
    label_add(&label, NULL, box->title, NULL);
    label_add(&label, "[", box->technology, "]");
    label_add(&label, NULL, box->detail, NULL);
    for (size_t i = 0; i < box->fact_count; i++)
        label_add(&label, NULL, box->facts[i], NULL);
    label_add_badges(&label, &box->badges);
    label_add_marks(&label, &box->marks);
}

bool words_put_line(struct pen *pen, const struct words_format *format,
                    const struct lunette_line *line)
{
    struct label label = {pen, format, false};
    label_add(&label, NULL, line->from_label, NULL);
    size_t words = detail_words(pen->canvas, line);
    for (size_t i = 0; i < words; i++)
        label_add(&label, NULL, line->words[i], NULL);
    if (!words)
        label_add(&label, NULL, line->label, NULL);
    if (!line->label && line->weight > 1)
        label_add(&label, NULL, text_format(pen->canvas, "×%u", (unsigned)line->weight), NULL);
    label_add(&label, NULL, line->breaker ? "circuit breaker" : NULL, NULL);
    label_add(&label, NULL, line->to_label, NULL);
    label_add_marks(&label, &line->marks);
    return label.has_some;
}

void words_put_step(struct pen *pen, const struct words_format *format,
                    const struct lunette_step *step)
{
    const char *asides[] = {step->aside, step->badge, step->breaker ? "circuit breaker" : NULL};
    struct label label = {pen, format, false};
    if (step->number)
        label_add(&label, NULL,
                  TEXT_JOIN(pen->canvas, step->number, ". ", text_clean(pen->canvas, step->label)),
                  NULL);
    else
        label_add(&label, NULL, step->label, NULL);
    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
        label_add(&label, "(", asides[i], ")");
    label_add_marks(&label, &step->marks);
    if (!label.has_some)
        words_put(pen, format, "…");
}

void words_put_id(struct pen *pen, const char *prefix, size_t number)
{
    pen_put(pen, prefix);
    pen_put_integer(pen, number);
}
