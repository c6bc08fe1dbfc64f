/* Which rules run, how grave they are and with which thresholds: the rule's own defaults, then the model's
 * config, then the command line. */
#ifndef LUNETTE_CHECK_SETTINGS_H
#define LUNETTE_CHECK_SETTINGS_H

#include "base/arena.h"
#include "base/nearest.h"
#include "lunette/plugin.h"

/* One `--rule ID=SEVERITY` or `--rule ID.PARAMETER=NUMBER`. */
struct settings_override {
    const char *rule;
    enum lunette_severity severity; /* UNSAID: a parameter is set */
    const char *parameter;
    double value;
};

enum { SETTINGS_GLOB_MAX = 128 }; /* bytes of one glob, its end included */

/* Set `arena`, zero the rest. */
struct settings {
    struct arena *arena;
    struct settings_override *overrides;
    size_t count;
    size_t capacity;
    size_t given; /* so many of them come from the command line, the first ones */
    const char
        *select; /* globs over rule ids with commas between them; NULL: all. One that is longer than
                           SETTINGS_GLOB_MAX fits nothing */
};

/* Reads one argument of --rule. Returns NULL, or what is wrong with it, in the arena. */
const char *settings_add(struct settings *settings, const char *text);

/* What can be set for a parameter: "a share from 0 to 1", "a whole number", "a number from 0". */
const char *settings_range(const struct lunette_parameter *row);

/* Whether the value lies there. One that does not is as good as not given. */
bool settings_fits(const struct lunette_parameter *row, double value);

/* A number with nothing behind it, or one with a % behind it, which is a hundredth. */
bool settings_read_number(const char *text, double *number);

/* Adds what the model's config says for rules the command line says nothing of. */
void settings_add_config(struct settings *settings, const struct lunette_model *model);

/* The severity to use, LUNETTE_SEVERITY_UNSAID when nobody set one. Globs in rule names hold. */
enum lunette_severity settings_severity(const struct settings *settings, const char *rule);

double settings_parameter(const struct settings *settings, const struct lunette_rule *rule,
                          const char *name);

bool settings_selects(const struct settings *settings, const char *rule);

/* Reads off, note, warning, error; UNSAID for anything else. */
enum lunette_severity settings_severity_named(const char *word);

/* Offers the words for the severities that are `least` or graver. */
void settings_offer_severities(struct nearest *nearest, enum lunette_severity least);

#endif
