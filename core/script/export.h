/* Running exporters: Lua over the frozen view, in the model's sandbox, that gives back documents.
 * lua/export/README.md is the reference for their authors. */
#ifndef LUNETTE_SCRIPT_EXPORT_H
#define LUNETTE_SCRIPT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/tree.h"
#include "lunette/model.h"
#include "script/evaluate.h"
#include "script/proxy.h"

/* Where an exporter comes from: a shipped module, or a file's text. */
struct export_source {
    const char *module; /* "export.kubernetes"; NULL: the text */
    const char *path;   /* as messages name the file */
    const char *text;   /* lives as long as the script's sources */
    size_t length;
};

struct export_form;

/* What `--set name=value` sets; export_option.h holds values against it. */
struct export_option {
    const char *name;
    const char *standard; /* never NULL */
    const char *summary;
    const struct export_form *form; /* what it takes; NULL: any text, or: */
    struct lunette_strings words;   /* the only values; none: any */
};

/* What an exporter's table says of itself; in the script's arena. */
struct exporter {
    const char *name;
    const char *summary;
    struct lunette_strings formats; /* at least one; "yaml", "json" */
    const struct export_option *options;
    size_t option_count;
    int function; /* references of the registry */
    int order;    /* table from keys to their rank */
};

/* Readies a state for exporters when it has evaluated no model: `require` is there. False: script->failure. */
bool export_open(struct script *script);

/* Readies the state of an evaluated model: its declarations are given up, modules are read anew, limits count
 * from zero. Once. NULL: script->failure. */
struct proxies *export_open_view(struct evaluation *evaluation);

/* Runs the file and reads its table. False: script->failure. */
bool export_load(struct script *script, const struct export_source *source,
                 struct exporter *exporter);

/* One file that an exporter gives. */
struct export_file {
    const char *name;             /* with folders and ending: letters, digits and ._-/ */
    const char *stem;             /* as the exporter named it */
    struct tree_text text;        /* when there are no documents */
    const struct tree *documents; /* NULL: a text */
    size_t count;
};

/* What a loss asks of whom it is told, the most urgent first. */
enum export_class {
    EXPORT_BY_HAND,   /* the files do not work before something is added or replaced */
    EXPORT_WEAKER,    /* the platform says less than the model */
    EXPORT_UNSAID,   /* the model leaves it open, the platform does not */
    EXPORT_ELSEWHERE, /* another target writes it */
    EXPORT_CLASSES,
};

/* "by hand", "weaker", "unsaid", "elsewhere". */
extern const char *const export_class_words[EXPORT_CLASSES];

/* What the target cannot say. */
struct export_loss {
    const struct lunette_item *item; /* NULL: the model as a whole */
    const char *what, *instead;
    enum export_class class;
    const char *target;            /* that writes it; NULL but for EXPORT_ELSEWHERE */
    const char *value;             /* the text in the documents that stands for it; NULL: none */
    const char *kind;              /* of the objects it is about; NULL: not said */
    struct lunette_strings stems;  /* of the files it names; none: see export_place.h */
    size_t stem_capacity;
};

/* Set the first group, zero the rest. Lists are in the order of the exporter's calls, in the script's arena. */
struct export_job {
    struct script *script;
    struct proxies *proxies;
    const struct exporter *exporter;
    const char *format;        /* one of the exporter's */
    const char *const *values; /* of its options, by their place */
    void (*add_json)(struct buf *, const struct tree *); /* adds a document as text */

    struct export_file *files;
    size_t file_count, file_capacity;
    struct export_loss *losses; /* no two of the same item, what and instead */
    size_t loss_count, loss_capacity;
    size_t nodes, bytes; /* of all trees and texts */
    int kinds, orders;   /* references: what out.list, out.map and out.ordered say of a table */
    int names;           /* reference: names of files given so far */
    int told;            /* reference: places of losses by what they say */
};

enum {
    EXPORT_MOST_FILES = 50000,
    EXPORT_MOST_LOSSES = 50000,
    EXPORT_MOST_NODES = 2000000,
    EXPORT_MOST_BYTES = 64 << 20,
    EXPORT_MOST_LEVELS = 64,
};

/* Runs the exporter, with limits of its own. False: script->failure. */
bool export_run(struct export_job *job);

#endif
