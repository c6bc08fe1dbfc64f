/* What must hold for every SVG the product writes. */
#ifndef LUNETTE_TESTS_UNIT_SVG_CHECK_H
#define LUNETTE_TESTS_UNIT_SVG_CHECK_H

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline size_t count_text(const char *text, const char *wanted)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, wanted)); at += strlen(wanted))
        count++;
    return count;
}

static inline bool attribute_acts(const char *name)
{
    static const char *const beginnings[] = {"on", "href", "xlink", "src", "style", "filter"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return false;
}

/* One tag, from behind its '<': no attribute handles an event or leads anywhere. */
static inline bool tag_is_inert(const char *at, const char **end)
{
    bool quoted = false;
    for (; *at && (quoted || *at != '>'); at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (!quoted && *at == ' ' && attribute_acts(at + 1))
            return false;
    }
    *end = at;
    return true;
}

/* No script, no handler, no link. */
static inline bool svg_is_inert(const char *svg)
{
    static const char *const tags[] = {"<script", "<foreignObject", "<a ", "<use",
                                       "<image",  "@import",        "url("};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strstr(svg, tags[i]))
            return false;
    for (const char *at = svg; (at = strchr(at, '<'));)
        if (!tag_is_inert(at + 1, &at))
            return false;
    return true;
}

static inline bool has_program(const char *name)
{
    char command[128];
    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    return system(command) == 0;
}

/* Whether the program takes the text as its input; true, with a word, where it is not installed. */
static inline bool accepted_by(const char *program, const char *arguments, const char *text)
{
    char command[256], path[] = "/tmp/lunette-test-XXXXXX";
    if (!has_program(program)) {
        printf("skipped: %s is not installed\n", program);
        return true;
    }
    int file = mkstemp(path);
    if (file < 0)
        return false;
    bool written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
    close(file);
    snprintf(command, sizeof command, "%s %s < %s > /dev/null 2>&1", program, arguments, path);
    bool accepted = written && system(command) == 0;
    unlink(path);
    return accepted;
}

static inline bool svg_is_well_formed(const char *svg)
{
    return accepted_by("xmllint", "--noout --nonet --huge -", svg);
}

#endif
