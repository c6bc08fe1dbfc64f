/* Large files are loaded in pieces: nobody may notice. */
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "script/chunk.h"
#include "script/loader.h"

enum { FILLERS = 20000 }; /* of 2 lines and 9 bytes each: three pieces */

static char root_path[] = "/tmp/lunette-chunk-XXXXXX";
static int root;
static uint32_t noted_line;
static size_t notes;

/* A model between whose lines stand so many calls that do nothing. */
static void write_model(const char *head, const char *middle, const char *tail)
{
    struct buf text = {0};
    buf_add_text(&text, head);
    for (int i = 0; i < FILLERS; i++) {
        if (i == FILLERS / 2)
            buf_add_text(&text, middle);
        buf_add_text(&text, "note {\n}\n");
    }
    buf_add_text(&text, tail);
    int file = openat(root, "model.lua", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    TEST(file >= 0 && write(file, text.data, text.length) == (ssize_t)text.length);
    close(file);
    buf_free(&text);
}

static int note(lua_State *L)
{
    uint32_t file;
    script_caller(L, &file, &noted_line);
    notes++;
    return 0;
}

static int add_note(lua_State *L)
{
    lua_pushcfunction(L, note);
    script_add_global(L, "note");
    return 0;
}

struct run {
    struct arena arena;
    struct source_set sources;
    struct script script;
};

static struct script_failure *run(struct run *run)
{
    *run = (struct run){0};
    noted_line = 0;
    notes = 0;
    run->sources.arena = &run->arena;
    run->script = (struct script){.limits = script_default_limits,
                                  .arena = &run->arena,
                                  .sources = &run->sources,
                                  .root = root,
                                  .root_path = "",
                                  .library = root_path};
    TEST(script_open(&run->script) && script_enter(&run->script, add_note, NULL));
    loader_run(&run->script, "model.lua");
    return &run->script.failure;
}

static void end(struct run *run)
{
    script_close(&run->script);
    arena_reset(&run->arena);
}

static int count_pieces(lua_State *L)
{
    size_t *count = lua_touserdata(L, 1);
    *count = chunk_push_file(L, 0);
    return 0;
}

/* The model runs to its end with every call made, as so many functions. */
static void check_pieces(const char *head, const char *middle, const char *tail, size_t pieces)
{
    struct run model;
    size_t count = 0;
    write_model(head, middle, tail);
    TEST_TEXT(run(&model)->message, "");
    TEST(notes == FILLERS || notes == 0);
    TEST(script_enter(&model.script, count_pieces, &count));
    TEST(count == pieces);
    if (count != pieces)
        fprintf(stderr, "%zu pieces, not %zu: %s\n", count, pieces, head);
    end(&model);
}

static void test_what_is_cut(void)
{
    check_pieces("", "", "", 3);
    check_pieces("", "", "return { 1, 2 }\n", 3);
    check_pieces("shared = 1\n", "assert(shared == 1)\n", "assert(shared == 1)", 3);
    check_pieces("\xEF\xBB\xBF#!/usr/bin/lunette\n", "", "", 3);
    check_pieces("_ENV = { note = note, assert = assert, own = 1 }\n", "own = own + 1\n",
                 "assert(own == 2)", 3);
    check_pieces("function twice(n)\nlocal double = n * 2\nreturn double\nend\n", "", "", 3);
    check_pieces("for i = 1, 3 do\nlocal n = i\nend\n", "::here::\n", "", 3);
}

static void test_what_stays_whole(void)
{
    check_pieces("local own = 1\n", "", "assert(own == 1)", 1);
    check_pieces("local function own() return 1 end\n", "", "assert(own() == 1)", 1);
    check_pieces("", "local own = 1\n", "assert(own == 1)", 2);
    check_pieces("function f()\n", "", "end\nf()", 1);
    check_pieces("do\n", "", "end", 1);
    check_pieces("text = [==[\n", "", "]==]\nassert(#text == 180000)", 1);
    check_pieces("--[[", "", "]]", 1);
    check_pieces("goto over\n", "", "::over::", 1);
    check_pieces("::end_of_piece::\n", "", "", 1);
}

static void check_failure(const char *middle, const char *tail, uint32_t line, const char *message)
{
    struct run model;
    write_model("", middle, tail);
    const struct script_failure *failure = run(&model);
    TEST_TEXT(failure->message, message);
    TEST(failure->line == line);
    TEST_TEXT(failure->path, "model.lua");
    end(&model);
}

static void test_places(void)
{
    struct run model;
    write_model("", "note {}\n", "\nnote {\n1 }\n");
    run(&model);
    TEST(noted_line == 2 * FILLERS + 3);
    end(&model);
    check_failure("error 'x'\n", "", FILLERS + 1, "x");
    check_failure("error('x', 0)\n", "", FILLERS + 1, "x");
    check_failure("note(nil .. 'x')\n", "", FILLERS + 1, "attempt to concatenate a nil value");
    check_failure("function f() error('x', 2) end\n\n", "f()\n", 2 * FILLERS + 3, "x");
    check_failure("function f() error('x') end\n\n", "f()\n", FILLERS + 1, "x");
    check_failure("function f()\nwhile true do end end\n", "f()\n", FILLERS + 2,
                  "limit 'steps' of 50000000 reached");
}

/* What the parser complains of is said as of one text, and before anything is run. */
static void test_complaints(void)
{
    check_failure("x = = 1\n", "", FILLERS + 1, "unexpected symbol near '='");
    check_failure("note {\n", "", FILLERS + 4,
                  "'}' expected (to close '{' at line 20001) near 'note'");
    check_failure("error 'x'\n", "note {", 2 * FILLERS + 2, "unexpected symbol near <eof>");
    check_failure("return 1\n", "", FILLERS + 2, "<eof> expected near 'note'");
    check_failure("goto nowhere\n", "", 2 * FILLERS + 2,
                  "no visible label 'nowhere' for <goto> at line 20001");
}

static void test_long_path(void)
{
    struct run model;
    char name[200];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    write_model("", "", "\nerror 'far'");
    TEST(renameat(root, "model.lua", root, name) == 0);
    write_model("include '", "", "");
    int file = openat(root, "model.lua", O_WRONLY | O_TRUNC);
    TEST(dprintf(file, "\ninclude '%s'", name) > 0);
    close(file);
    const struct script_failure *failure = run(&model);
    TEST_TEXT(failure->path, name);
    TEST_TEXT(failure->message, "far");
    TEST(failure->line == 2 * FILLERS + 2);
    end(&model);
    unlinkat(root, name, 0);
}

int main(void)
{
    if (!mkdtemp(root_path) || (root = open(root_path, O_PATH | O_DIRECTORY)) < 0)
        return 2;
    test_what_is_cut();
    test_what_stays_whole();
    test_places();
    test_complaints();
    test_long_path();
    unlinkat(root, "model.lua", 0);
    TEST(rmdir(root_path) == 0);
    return test_done();
}
