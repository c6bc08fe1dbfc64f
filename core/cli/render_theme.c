#include "cli/render_theme.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/contrast.h"
#include "report/terminal.h"
#include "script/texts.h"

enum { MOST_BYTES = 64 * 1024 };

/* ---- before the jail ---- */

static bool is_word(const char *text, size_t length)
{
    return (length == 5 && memcmp(text, "light", 5) == 0) ||
           (length == 4 && memcmp(text, "dark", 4) == 0);
}

static bool complain(const char *path, const char *why)
{
    struct nearest nearest;
    nearest_start(&nearest, path);
    nearest_offer(&nearest, "light");
    nearest_offer(&nearest, "dark");
    if (nearest_best(&nearest))
        fprintf(stderr, "lunette render: there is no theme '%s'%s\n", path,
                nearest_hint(&nearest, ""));
    else
        fprintf(stderr,
                "lunette render: cannot read the theme %s: %s (--theme takes light, dark "
                "or a file)\n",
                path, why);
    return false;
}

static bool read_file(struct render_theme *theme, struct arena *arena)
{
    struct stat about;
    int file = open(theme->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0 || fstat(file, &about) != 0)
        return complain(theme->path, strerror(errno));
    bool is_plain = S_ISREG(about.st_mode) && about.st_size <= MOST_BYTES;
    theme->text = arena_alloc(arena, MOST_BYTES);
    ssize_t length = is_plain ? read(file, theme->text, MOST_BYTES) : -1;
    close(file);
    if (!is_plain)
        return complain(theme->path,
                        S_ISREG(about.st_mode) ? "it has more than 64 KiB" : "it is no plain file");
    theme->length = length > 0 ? (size_t)length : 0;
    return length >= 0 || complain(theme->path, strerror(errno));
}

bool render_theme_read(struct render_theme *theme, const char *value, struct arena *arena)
{
    size_t length = strcspn(value, ",");
    if (is_word(value, length)) {
        theme->fixed = arena_copy(arena, value, length);
        value += length + (value[length] == ',');
    }
    if (!*value && theme->fixed)
        return true;
    theme->path = value;
    return read_file(theme, arena);
}

/* ---- in the worker ---- */

struct theming {
    struct render_theme *theme;
    struct session *session;
    const struct lunette_color *colors;
    size_t mistakes;
};

/* What the file chose, fit for a terminal. */
static const char *shown(struct session *session, const char *text)
{
    struct buf escaped = {0};
    terminal_add_text(&escaped, text);
    const char *copy = arena_copy(&session->arena, buf_text(&escaped), escaped.length);
    buf_free(&escaped);
    return copy;
}

/* The line on which a name stands first; 0: not as it is. */
static unsigned line_of(const struct render_theme *theme, const char *name)
{
    size_t length = strlen(name);
    unsigned line = 1;
    for (size_t i = 0; i + length <= theme->length; i++) {
        bool starts = i == 0 || !(isalnum((unsigned char)theme->text[i - 1]) ||
                                  strchr("-_", theme->text[i - 1]));
        bool ends =
            i + length == theme->length || !(isalnum((unsigned char)theme->text[i + length]) ||
                                             strchr("-_", theme->text[i + length]));
        if (length && starts && ends && memcmp(theme->text + i, name, length) == 0)
            return line;
        line += theme->text[i] == '\n';
    }
    return 0;
}

static const char *place_of(const struct theming *theming, const char *name)
{
    struct arena *arena = &theming->session->arena;
    unsigned line = line_of(theming->theme, name);
    return line ? arena_format(arena, "%s:%u", theming->theme->path, line)
                : arena_format(arena, "%s", theming->theme->path);
}

static const struct lunette_color *find_color(const struct lunette_color *colors, const char *name)
{
    for (; colors && colors->name; colors++)
        if (strcmp(colors->name, name) == 0)
            return colors;
    return NULL;
}

static void complain_of_name(struct theming *theming, const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (const struct lunette_color *color = theming->colors; color && color->name; color++)
        nearest_offer(&nearest, color->name);
    const char *near = nearest_best(&nearest);
    theming->mistakes++;
    session_warn(theming->session, "lunette render: %s: there is no colour '%s'%s%s",
                 place_of(theming, name), shown(theming->session, name),
                 nearest_hint(&nearest, "; there are:"), near ? "\n" : "");
    for (const struct lunette_color *color = theming->colors; !near && color && color->name;
         color++)
        session_warn(theming->session, " %s%s", color->name, color[1].name ? "," : "\n");
}

/* "#1af" as "#11aaff"; NULL: no colour. */
static const char *full_color(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != length - 1)
        return NULL;
    if (length == 4)
        return arena_format(arena, "#%c%c%c%c%c%c", text[1], text[1], text[2], text[2], text[3],
                            text[3]);
    return length == 7 ? text : NULL;
}

static void take_color(struct theming *theming, const struct texts_entry *entry)
{
    struct arena *arena = &theming->session->arena;
    const char *mode = *entry->group ? entry->group : "light";
    const char *value = full_color(arena, entry->text);
    if (!find_color(theming->colors, entry->name)) {
        complain_of_name(theming, entry->name);
    } else if (!value) {
        session_warn(theming->session,
                     "lunette render: %s: '%s' is no colour: #rgb or #rrggbb, such as #3a6fb0\n",
                     place_of(theming, entry->name), shown(theming->session, entry->text));
        theming->mistakes++;
    } else {
        theming->theme->colors[theming->theme->count++] =
            (struct render_theme_color){arena_format(arena, "%s.%s", mode, entry->name), value};
    }
}

static void take_texts(struct theming *theming, const struct texts *texts)
{
    theming->theme->colors =
        arena_array(&theming->session->arena, texts->count, sizeof *theming->theme->colors);
    for (size_t i = 0; i < texts->count; i++) {
        const char *group = texts->items[i].group;
        if (!*group || strcmp(group, "dark") == 0 || strcmp(group, "light") == 0) {
            take_color(theming, &texts->items[i]);
            continue;
        }
        session_warn(theming->session,
                     "lunette render: %s: there is no '%s' of a theme: light and dark only\n",
                     place_of(theming, group), shown(theming->session, group));
        theming->mistakes++;
    }
}

/* ---- contrast ---- */

static const char *value_of(const struct theming *theming, const struct lunette_color *color,
                            const char *mode)
{
    const char *option = arena_format(&theming->session->arena, "%s.%s", mode, color->name);
    const char *own = render_theme_option(theming->theme, option);
    return own ? own : strcmp(mode, "dark") == 0 ? color->dark : color->light;
}

/* The fill on which this colour of text is hardest to read, among the pairs that the theme has changed. */
static void check_text(struct theming *theming, const struct lunette_color *text, const char *mode)
{
    struct arena *arena = &theming->session->arena;
    const struct lunette_color *worst = NULL;
    double least = CONTRAST_READABLE;
    const char *ink = value_of(theming, text, mode);
    bool own = render_theme_option(theming->theme, arena_format(arena, "%s.%s", mode, text->name));
    for (const struct lunette_color *fill = theming->colors; fill->name; fill++) {
        const char *option = arena_format(arena, "%s.%s", mode, fill->name);
        if (fill->use != LUNETTE_COLOR_FILL ||
            !(own || render_theme_option(theming->theme, option)))
            continue;
        double contrast = contrast_of(ink, value_of(theming, fill, mode));
        worst = contrast < least ? fill : worst;
        least = contrast < least ? contrast : least;
    }
    if (worst)
        session_warn(
            theming->session,
            "lunette: %s: %s on %s is hard to read (%s): contrast %.1f, of at least %.1f\n",
            place_of(theming, own ? text->name : worst->name), text->name, worst->name, mode, least,
            CONTRAST_READABLE);
}

static void check_contrast(struct theming *theming)
{
    for (const struct lunette_color *text = theming->colors; text && text->name; text++) {
        if (text->use != LUNETTE_COLOR_TEXT)
            continue;
        check_text(theming, text, "light");
        check_text(theming, text, "dark");
    }
}

static void complain_of_failure(struct session *session, const struct render_theme *theme,
                                const struct script_failure *failure)
{
    if (failure->line)
        session_warn(session, "lunette render: %s:%u: %s\n", theme->path, failure->line,
                     shown(session, failure->message));
    else
        session_warn(session, "lunette render: %s: %s\n", theme->path,
                     shown(session, failure->message));
}

bool render_theme_evaluate(struct render_theme *theme, struct session *session,
                           const struct lunette_color *colors)
{
    struct theming theming = {theme, session, colors, 0};
    struct source_set sources = {.arena = &session->arena};
    struct script script = {.limits = session->limits,
                            .arena = &session->arena,
                            .sources = &sources,
                            .root = -1,
                            .root_path = "",
                            .library = session->home.lua};
    struct texts texts = {.count = 0};
    if (!theme->path)
        return true;
    bool read = script_open(&script) &&
                texts_read(&script, theme->path, theme->text, theme->length, &texts);
    if (!read)
        complain_of_failure(session, theme, &script.failure);
    script_close(&script);
    if (read)
        take_texts(&theming, &texts);
    if (read && !theming.mistakes)
        check_contrast(&theming);
    return read && !theming.mistakes;
}

const char *render_theme_option(const struct render_theme *theme, const char *name)
{
    if (strcmp(name, "theme") == 0)
        return theme->fixed;
    for (size_t i = 0; i < theme->count; i++)
        if (strcmp(theme->colors[i].option, name) == 0)
            return theme->colors[i].value;
    return NULL;
}
