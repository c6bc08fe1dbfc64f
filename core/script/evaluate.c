#include "script/evaluate.h"

#include <string.h>

#include "model/resolve.h"
#include "script/decode.h"
#include "script/loader.h"

static int install(lua_State *L)
{
    declarations_install(L, lua_touserdata(L, 1));
    return 0;
}

static int freeze(lua_State *L)
{
    lua_gc(L, LUA_GCSTOP); /* what is read here is dropped with the process */
    decode_declarations(L, lua_touserdata(L, 1));
    return 0;
}

/* The rule and the class of each way to fail. */
static const struct {
    const char *rule;
    const char *word;
    const char *help;
} failures[] = {
    [SCRIPT_SYNTAX] = {"model/syntax", "syntax", "mend the syntax; nothing of the model was read"},
    [SCRIPT_RUNTIME] = {"model/runtime", "runtime",
                        "mend the line; what comes after it was not read"},
    [SCRIPT_FORBIDDEN] =
        {"model/forbidden", "forbidden",
         "write the value into the model: evaluation sees no files, network, clock "
         "or chance"},
    [SCRIPT_SOURCE] = {"model/source", "source", "save the file as plain UTF-8 text"},
    [SCRIPT_LIMIT_STEPS] = {"model/limit", "limit.steps",
                            "end the loop; or raise it with --limit steps=N for a model you trust"},
    [SCRIPT_LIMIT_MEMORY] = {"model/limit", "limit.memory",
                             "make less at once; or raise it with --limit for a model you trust"},
    [SCRIPT_LIMIT_TIME] = {"model/limit", "limit.time",
                           "end the loop; or raise it with --limit time=30s for a model you trust"},
    [SCRIPT_LIMIT_DEPTH] = {"model/limit", "limit.depth", "end the recursion, or nest less deeply"},
    [SCRIPT_LIMIT_SIZE] = {"model/limit", "limit.size",
                           "split the model; or raise it with --limit for a model you trust"},
    [SCRIPT_MISSING_FILE] = {"model/source", "source", "check the path"},
};

struct lunette_finding *evaluate_report_failure(struct evaluation *evaluation)
{
    const struct script_failure *failure = &evaluation->script.failure;
    struct lunette_finding *finding =
        diag_report(evaluation->diag, failures[failure->outcome].rule, LUNETTE_ERROR,
                    (struct lunette_blame){.item = NULL}, "%s: %s", failures[failure->outcome].word,
                    failure->message);
    finding_help(finding, "%s", failures[failure->outcome].help);
    finding->place.path = arena_copy(evaluation->diag->arena, failure->path, strlen(failure->path));
    uint32_t file = source_find(evaluation->script.sources, failure->path);
    if (!failure->line)
        return finding;
    if (file == UINT32_MAX) { /* refused before it was kept: the line is known, its text is not */
        finding->place.span = (struct source_span){failure->line, 1, failure->line, 2};
        return finding;
    }
    finding->place.source = &evaluation->script.sources->files[file];
    struct locate_query query = {.file = finding->place.source, .line = failure->line};
    finding->place.span = locate_span(&query, NULL);
    if (failure->outcome == SCRIPT_SYNTAX && failure->column)
        finding->place.span = (struct source_span){failure->line, failure->column, failure->line,
                                                   failure->end_column};
    return finding;
}

static void report_bidi(struct evaluation *evaluation)
{
    struct source_set *sources = evaluation->script.sources;
    for (size_t i = 0; i < sources->count; i++) {
        uint32_t line = loader_bidi_line(&sources->files[i]);
        if (!line)
            continue;
        struct lunette_finding *finding =
            diag_report(evaluation->diag, "model/bidi-text", LUNETTE_WARNING,
                        (struct lunette_blame){.item = NULL},
                        "the line holds characters that change the direction of text");
        struct locate_query query = {.file = &sources->files[i], .line = line};
        finding->place = (struct finding_place){sources->files[i].path, &sources->files[i],
                                                locate_span(&query, NULL)};
    }
}

static void name_files(struct evaluation *evaluation)
{
    const struct source_set *sources = evaluation->script.sources;
    const char **paths = arena_array(evaluation->builder.arena, sources->count, sizeof *paths);
    for (size_t i = 0; i < sources->count; i++)
        paths[i] = sources->files[i].path;
    evaluation->builder.model->files = (struct lunette_strings){paths, sources->count};
}

bool evaluate_model(struct evaluation *evaluation, const char *first_file)
{
    struct script *script = &evaluation->script;
    builder_start(&evaluation->builder, script->arena, evaluation->diag);
    evaluation->declarations.builder = &evaluation->builder;
    bool done = script_open(script) && script_enter(script, install, &evaluation->declarations) &&
                loader_run(script, first_file);
    stopwatch_lap(evaluation->watch, "evaluate");
    done = done && script_enter(script, freeze, &evaluation->declarations);
    report_bidi(evaluation);
    if (!done) {
        evaluate_report_failure(evaluation);
        return false;
    }
    name_files(evaluation);
    stopwatch_lap(evaluation->watch, "decode");
    resolve_model(&evaluation->builder);
    stopwatch_lap(evaluation->watch, "resolve");
    evaluation->model = evaluation->builder.model;
    return true;
}
