#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "script/beneath.h"
#include "script/gate.h"
#include "script/loader.h"

static char root_path[] = "/tmp/lunette-loader-XXXXXX";
static int root;

static void write_bytes(const char *name, const char *bytes, size_t length)
{
    int file = openat(root, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    TEST(file >= 0 && write(file, bytes, length) == (ssize_t)length);
    close(file);
}

static void write_file(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* One model after the other, each in a fresh script. */
struct run {
    struct arena arena;
    struct source_set sources;
    struct script script;
};

static bool run_with(struct run *run, const char *first, const struct script_limits *limits)
{
    *run = (struct run){0};
    run->sources.arena = &run->arena;
    run->script = (struct script){
        .limits = *limits,
        .arena = &run->arena,
        .sources = &run->sources,
        .root = root,
        .root_path = "model",
        .library = root_path,
    };
    return script_open(&run->script) && loader_run(&run->script, first);
}

static void run_end(struct run *run)
{
    script_close(&run->script);
    arena_reset(&run->arena);
}

struct row {
    const char *text;
    enum script_outcome outcome;
    const char *path;
    uint32_t line;
    const char *message;
};

static void check_row(const struct row *row)
{
    struct run run;
    write_file("model.lua", row->text);
    run_with(&run, "model.lua", &script_default_limits);
    struct script_failure *failure = &run.script.failure;
    TEST(failure->outcome == row->outcome);
    TEST_TEXT(failure->path, row->path);
    TEST(failure->line == row->line);
    TEST_TEXT(failure->message, row->message);
    run_end(&run);
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}

static void test_failures(void)
{
    static const struct row rows[] = {
        {"local a = 1", SCRIPT_OK, "", 0, ""},
        {"\n\nerror 'x'", SCRIPT_RUNTIME, "model/model.lua", 3, "x"},
        {"\nerror('x', 0)", SCRIPT_RUNTIME, "model/model.lua", 2, "x"},
        {"local function f()\nerror('x', 2) end\n\nf()", SCRIPT_RUNTIME, "model/model.lua", 4, "x"},
        {"\nerror {}", SCRIPT_RUNTIME, "model/model.lua", 2, "an error value of type table"},
        {"\nlocal a = nil .. 'x'", SCRIPT_RUNTIME, "model/model.lua", 2,
         "attempt to concatenate a nil value"},
        {"\n\nlocal = 1", SCRIPT_SYNTAX, "model/model.lua", 3, "<name> expected near '='"},
        {"\nreturn os", SCRIPT_FORBIDDEN, "model/model.lua", 2,
         "models have no 'os': evaluation is hermetic, without clock, environment or programs"},
        {"\nwhile true do end", SCRIPT_LIMIT_STEPS, "model/model.lua", 2,
         "limit 'steps' of 50000000 reached"},
        {"\xEF\xBB\xBF#!/usr/bin/lunette\nerror 'x'", SCRIPT_RUNTIME, "model/model.lua", 2, "x"},
        {"\nlocal s = '\xE9'", SCRIPT_SOURCE, "model/model.lua", 2,
         "this is not UTF-8; save the file in that encoding"},
        {"\x1BLua", SCRIPT_SOURCE, "model/model.lua", 0,
         "this is a precompiled chunk; models are text"},
        {"include = 1", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "'include' is a word of the language: a model cannot give it a new meaning; use a local "
         "or another name"},
    };
    check_rows(rows, COUNT(rows));
}

static void test_includes(void)
{
    static const struct row rows[] = {
        {"include 'sub/part.lua'", SCRIPT_OK, "", 0, ""},
        {"include './sub/../sub//part.lua'", SCRIPT_OK, "", 0, ""},
        {"assert(include 'sub/part.lua' == include 'sub/part.lua')", SCRIPT_OK, "", 0, ""},
        {"assert(select('#', include 'sub/part.lua') == 3)", SCRIPT_OK, "", 0, ""},
        {"assert(select('#', include 'sub/part.lua', include 'sub/part.lua') == 4)", SCRIPT_OK, "",
         0, ""},
        {"include 'sub/nested.lua'", SCRIPT_RUNTIME, "model/sub/part2.lua", 2, "deep"},
        {"include 'sub/broken.lua'", SCRIPT_SYNTAX, "model/sub/broken.lua", 2,
         "unexpected symbol near <eof>"},
        {"pcall(include, 'sub/broken.lua')", SCRIPT_SYNTAX, "model/sub/broken.lua", 2,
         "unexpected symbol near <eof>"},
        {"\ninclude 'none.lua'", SCRIPT_RUNTIME, "model/model.lua", 2,
         "cannot read 'none.lua': No such file or directory"},
        {"include 'sub'", SCRIPT_RUNTIME, "model/model.lua", 1,
         "cannot read 'sub': it is a folder"},
        {"include 'fifo'", SCRIPT_RUNTIME, "model/model.lua", 1,
         "cannot read 'fifo': it is not a regular file"},
        {"include '/etc/passwd'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "include '/etc/passwd': a path in a model is relative to the file it stands in"},
        {"include '../x.lua'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "include '../x.lua': the path leads out of the model's folder"},
        {"include 'sub/../../x.lua'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "include 'sub/../../x.lua': the path leads out of the model's folder"},
        {"include 'out.lua'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "cannot read 'out.lua': a link in it leads out of the model's folder"},
        {"include 'etc/passwd'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "cannot read 'etc/passwd': a link in it leads out of the model's folder"},
        {"include ''", SCRIPT_RUNTIME, "model/model.lua", 1,
         "bad argument #1 to 'include' (a path is needed)"},
        {"include 'a\\0b'", SCRIPT_RUNTIME, "model/model.lua", 1,
         "bad argument #1 to 'include' (a NUL byte in a path)"},
        {"include 'sub/cycle.lua'", SCRIPT_RUNTIME, "model/sub/cycle.lua", 1,
         "include goes in a circle: model.lua includes sub/cycle.lua includes model.lua"},
    };
    check_rows(rows, COUNT(rows));
}

static void test_requires(void)
{
    static const struct row rows[] = {
        {"assert(require 'shipped' == 42 and require 'kit' and require 'kit.part' == 'part')",
         SCRIPT_OK, "", 0, ""},
        {"\nrequire 'failing'()", SCRIPT_RUNTIME, "model/model.lua", 2,
         "[lunette] failing:1: inside"},
        {"\nrequire 'failing_plainly'()", SCRIPT_RUNTIME, "model/model.lua", 2, "plain"},
        {"require '../shipped'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "there is no module '../shipped': require gives what Lunette ships; `include` reads "
         "another "
         "file of the model"},
        {"require 'missing'", SCRIPT_FORBIDDEN, "model/model.lua", 1,
         "there is no module 'missing': require gives what Lunette ships; `include` reads another "
         "file of the model"},
    };
    check_rows(rows, COUNT(rows));
}

static void write_model(void)
{
    TEST(mkdirat(root, "sub", 0700) == 0 && mkdirat(root, "kit", 0700) == 0);
    TEST(mkfifoat(root, "fifo", 0600) == 0);
    TEST(symlinkat("/etc/passwd", root, "out.lua") == 0 && symlinkat("/etc", root, "etc") == 0);
    TEST(symlinkat("sub/part.lua", root, "in.lua") == 0);
    write_file("sub/part.lua", "count = (count or 0) + 1\nassert(count == 1)\nreturn {}, nil, 3");
    write_file("sub/nested.lua", "include 'part2.lua'");
    write_file("sub/part2.lua", "include '../sub/part.lua'\nerror 'deep'");
    write_file("sub/broken.lua", "\nlocal a =");
    write_file("sub/cycle.lua", "include '../model.lua'");
    write_file("shipped.lua", "return 42");
    write_file("kit/init.lua", "");
    write_file("kit/part.lua", "return 'part'");
    write_file("failing.lua", "return function() error 'inside' end");
    write_file("failing_plainly.lua", "return function() error('plain', 0) end");
}

static void test_first_file(void)
{
    struct run run;
    TEST(!run_with(&run, "absent.lua", &script_default_limits));
    TEST(run.script.failure.outcome == SCRIPT_MISSING_FILE);
    TEST_TEXT(run.script.failure.path, "model/absent.lua");
    TEST_TEXT(run.script.failure.message, "cannot read 'absent.lua': No such file or directory");
    run_end(&run);
}

static void test_size_limits(void)
{
    struct run run;
    struct script_limits limits = script_default_limits;
    limits.source = 16;
    write_file("model.lua", "-- more than sixteen bytes");
    TEST(!run_with(&run, "model.lua", &limits));
    TEST(run.script.failure.outcome == SCRIPT_LIMIT_SIZE);
    TEST_TEXT(run.script.failure.path, "model/model.lua");
    TEST_TEXT(run.script.failure.message, "limit 'source' of 16 bytes reached: this file has 26 "
                                          "bytes (--limit source=SIZE lifts it for files you "
                                          "trust)");
    run_end(&run);
    limits = script_default_limits;
    limits.files = 2;
    write_file("model.lua", "include 'sub/part.lua'\ninclude 'shipped.lua'");
    TEST(!run_with(&run, "model.lua", &limits));
    TEST_TEXT(run.script.failure.message, "limit 'files' of 2 reached");
    TEST(run.script.failure.line == 2);
    run_end(&run);
}

static void test_long_path(void)
{
    struct run run;
    char name[200], text[300];
    memset(name, 'n', sizeof name);
    memcpy(name + 150, ".lua", 5);
    snprintf(text, sizeof text, "\ninclude '%s'", name);
    write_file("model.lua", text);
    write_file(name, "\n\nerror 'far'");
    TEST(!run_with(&run, "model.lua", &script_default_limits));
    TEST(strstr(run.script.failure.path, name) != NULL);
    TEST(run.script.failure.line == 3);
    TEST_TEXT(run.script.failure.message, "far");
    run_end(&run);
}

static int note_caller(lua_State *L)
{
    uint32_t *place = lua_touserdata(L, lua_upvalueindex(1));
    script_caller(L, &place[0], &place[1]);
    return 0;
}

static int add_note_caller(lua_State *L)
{
    lua_pushcclosure(L, note_caller, 1);
    script_add_global(L, "note_caller");
    return 0;
}

static void test_caller(void)
{
    struct run run = {0};
    uint32_t place[2] = {9, 9};
    write_file("model.lua", "include 'sub/calls.lua'");
    write_file("sub/calls.lua", "\nlocal ok = pcall(note_caller)\n");
    run.sources.arena = &run.arena;
    run.script = (struct script){.limits = script_default_limits,
                                 .arena = &run.arena,
                                 .sources = &run.sources,
                                 .root = root,
                                 .root_path = "",
                                 .library = root_path};
    TEST(script_open(&run.script));
    TEST(script_enter(&run.script, add_note_caller, place));
    TEST(loader_run(&run.script, "model.lua"));
    TEST(place[0] == 1 && place[1] == 2);
    TEST_TEXT(run.sources.files[1].path, "sub/calls.lua");
    run_end(&run);
}

static void test_bidi(void)
{
    static const char override[] = {'1', '\n', '2', '\n', '\xE2', '\x80', '\xAE', 'x', '\0'};
    static const char isolating[] = {'\xE2', '\x81', '\xA6', '\0'};
    struct source_file plain = {.text = "gr\xC3\xBC\xC3\x9F\n\xE2\x82\xAC", .length = 10};
    struct source_file hidden = {.text = override, .length = sizeof override - 1};
    struct source_file isolate = {.text = isolating, .length = sizeof isolating - 1};
    TEST(loader_bidi_line(&plain) == 0);
    TEST(loader_bidi_line(&hidden) == 3);
    TEST(loader_bidi_line(&isolate) == 1);
}

static void test_encoding(void)
{
    static const char *const malformed[] = {"\x80",         "\xC0\x80",         "\xC1\xBF",
                                            "\xE0\x80\x80", "\xED\xA0\x80",     "\xF0\x80\x80\x80",
                                            "\xF5\x80",     "\xF4\x90\x80\x80", "\xC3",
                                            "\xE2\x82",     "\xE2\x28\xA1",     "\xFF"};
    static const char *const fine[] = {"",
                                       "abc",
                                       "\xC3\xA4",
                                       "\xE2\x82\xAC",
                                       "\xF0\x9F\x98\x80",
                                       "\xF4\x8F\xBF\xBF",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80"};
    uint32_t line;
    for (size_t i = 0; i < COUNT(malformed); i++)
        TEST(gate_refuse(malformed[i], strlen(malformed[i]), &line) && line == 1);
    for (size_t i = 0; i < COUNT(fine); i++)
        TEST(!gate_refuse(fine[i], strlen(fine[i]), &line));
    TEST(gate_refuse("12345678\n\n12345678\0", 19, &line) && line == 3);
}

/* What kernels without openat2 get. */
static void test_opening_by_steps(void)
{
    int file = beneath_open_by_steps(root, "sub/part.lua");
    TEST(file >= 0);
    close(file);
    TEST(beneath_open_by_steps(root, "in.lua") < 0 && errno == ELOOP);
    TEST(beneath_open_by_steps(root, "etc/passwd") < 0 && errno == ELOOP);
    TEST(beneath_open_by_steps(root, "sub/../model.lua") < 0 && errno == EXDEV);
    TEST(beneath_open_by_steps(root, "/etc/passwd") < 0 && errno == EXDEV);
    TEST(beneath_open_by_steps(root, "sub/none/x.lua") < 0 && errno == ENOENT);
    file = beneath_open(root, "in.lua");
    TEST(file >= 0);
    close(file);
    TEST(beneath_open(root, "etc/passwd") < 0 && errno == EXDEV);
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

int main(void)
{
    if (!mkdtemp(root_path) || (root = open(root_path, O_PATH | O_DIRECTORY)) < 0)
        return 2;
    write_model();
    test_failures();
    test_includes();
    test_requires();
    test_first_file();
    test_size_limits();
    test_long_path();
    test_caller();
    test_bidi();
    test_encoding();
    test_opening_by_steps();
    TEST(nftw(root_path, remove_entry, 8, FTW_DEPTH | FTW_PHYS) == 0);
    return test_done();
}
