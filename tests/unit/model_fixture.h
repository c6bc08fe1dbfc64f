/* Models read from text the way the program reads them: from files in a folder of the test's own. */
#ifndef LUNETTE_TESTS_UNIT_MODEL_FIXTURE_H
#define LUNETTE_TESTS_UNIT_MODEL_FIXTURE_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "model/blame.h"
#include "script/evaluate.h"

/* Keep it where it is once it is open: the script points into it. */
struct model_fixture {
    struct arena arena;
    struct source_set sources;
    struct diag diag;
    struct evaluation evaluation;
    const struct lunette_model *model; /* NULL: it could not be evaluated */
    char folder[64];
    struct buf text; /* what model_findings made last */
};

/* A file of the model, beside model.lua. */
static inline void model_add_file(const struct model_fixture *fixture, const char *name,
                                  const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
}

static inline void model_open(struct model_fixture *fixture)
{
    *fixture = (struct model_fixture){.folder = "/tmp/lunette-model.XXXXXX"};
    fixture->sources.arena = fixture->diag.arena = &fixture->arena;
    if (!mkdtemp(fixture->folder))
        abort();
    fixture->evaluation = (struct evaluation){
        .script = {.limits = script_default_limits,
                   .arena = &fixture->arena,
                   .sources = &fixture->sources,
                   .root = open(fixture->folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
                   .root_path = "",
                   .library = "lua"},
        .diag = &fixture->diag,
    };
}

/* Evaluates the text as model.lua, once for each fixture. */
static inline bool model_run(struct model_fixture *fixture, const char *text)
{
    model_add_file(fixture, "model.lua", text);
    bool done = evaluate_model(&fixture->evaluation, "model.lua");
    fixture->model = fixture->evaluation.model;
    return done;
}

static inline bool model_read(struct model_fixture *fixture, const char *text)
{
    model_open(fixture);
    return model_run(fixture, text);
}

static inline void model_remove_folder(const struct model_fixture *fixture)
{
    DIR *folder = opendir(fixture->folder);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        unlinkat(dirfd(folder), entry->d_name, 0); /* . and .. stay */
    closedir(folder);
    rmdir(fixture->folder);
}

static inline void model_close(struct model_fixture *fixture)
{
    model_remove_folder(fixture);
    close(fixture->evaluation.script.root);
    buf_free(&fixture->text);
    diag_free(&fixture->diag);
    declarations_free(&fixture->evaluation.declarations);
    builder_free(&fixture->evaluation.builder);
    script_close(&fixture->evaluation.script);
    arena_reset(&fixture->arena);
}

/* "3:14-19"; "" when there is no place. With the file's name in front when it is not model.lua. */
static inline void model_add_place(struct buf *out, const struct finding_place *place)
{
    if (place->path[0] && strcmp(place->path, "model.lua") != 0)
        buf_printf(out, "%s:", place->path);
    if (place->span.line)
        buf_printf(out, "%u:%u-%u", place->span.line, place->span.column, place->span.end_column);
}

/* Every finding on a line of its own, sorted by place: "bad-value 3:14-19 what is wrong". The rule
 * without its model/, help and related places left out. Good until the next call. */
static inline const char *model_findings(struct model_fixture *fixture)
{
    struct buf *out = &fixture->text;
    buf_clear(out);
    blame_place_findings(&fixture->diag, &fixture->sources);
    diag_sort(&fixture->diag);
    for (size_t i = 0; i < fixture->diag.count; i++) {
        const struct lunette_finding *finding = fixture->diag.findings[i];
        const char *slash = strchr(finding->rule, '/');
        bool own = strncmp(finding->rule, "model/", strlen("model/")) == 0;
        buf_printf(out, "%s%s ", i ? "\n" : "", own ? slash + 1 : finding->rule);
        model_add_place(out, &finding->place);
        buf_printf(out, " %s", finding->message);
    }
    return buf_text(out);
}

/* What evaluating this text finds; good until the next call. */
static inline const char *findings_of(const char *text)
{
    static char found[16384];
    struct model_fixture fixture;
    model_read(&fixture, text);
    snprintf(found, sizeof found, "%s", model_findings(&fixture));
    model_close(&fixture);
    return found;
}

/* The finding with this rule, the number-th of them from 0; NULL when there are fewer. */
static inline struct lunette_finding *model_finding(const struct model_fixture *fixture,
                                                    const char *rule, size_t number)
{
    for (size_t i = 0; i < fixture->diag.count; i++)
        if (strcmp(fixture->diag.findings[i]->rule, rule) == 0 && number-- == 0)
            return fixture->diag.findings[i];
    return NULL;
}

#endif
