#include "diag/lex.h"
#include "diag/locate.h"

#include <stdlib.h>
#include <time.h>

#include "test.h"

#define STEPS_MAX 8

static const char *const heads[] = {"sync", "service",        "canary", "relationship",
                                    "POST", "create_service", "step",   NULL};

struct wanted {
    const char *text;
    uint32_t line;
    const char *name;
    const char *path; /* "retry.#2.max_attempts": steps by key and by index */
    size_t found;
    const char *span; /* the text under it; a leading "key:" asks for the key */
};

/* `copy` is cut into the keys. */
static size_t read_path(char *copy, struct locate_step *steps)
{
    size_t count = 0;
    for (char *part = strtok(copy, "."); part; part = strtok(NULL, ".")) {
        bool by_index = *part == '#';
        steps[count++] =
            (struct locate_step){by_index ? NULL : part, by_index ? (size_t)atoi(part + 1) : 0};
    }
    return count;
}

/* ASCII only: columns are bytes here. */
static const char *text_under(const char *text, struct source_span span)
{
    static char under[256];
    for (uint32_t line = 1; line < span.line; line++)
        text = strchr(text, '\n') + 1;
    snprintf(under, sizeof under, "%.*s", (int)(span.end_column - span.column),
             text + span.column - 1);
    return under;
}

static void check(const struct wanted *wanted)
{
    struct source_file file = {
        .path = "m.lua", .text = wanted->text, .length = strlen(wanted->text)};
    struct locate_step steps[STEPS_MAX];
    char path[128];
    size_t found = 99;
    bool blame_key = strncmp(wanted->path, "key:", 4) == 0;
    snprintf(path, sizeof path, "%s", wanted->path + (blame_key ? 4 : 0));
    struct locate_query query = {.file = &file,
                                 .line = wanted->line,
                                 .heads = heads,
                                 .name = wanted->name,
                                 .steps = steps,
                                 .blame_key = blame_key};
    query.step_count = read_path(path, steps);
    struct source_span span = locate_span(&query, &found);
    TEST(found == wanted->found);
    TEST(span.line == span.end_line && span.end_column > span.column);
    TEST_TEXT(text_under(wanted->text, span), wanted->span);
}

#define CHECK(cases)                          \
    for (size_t i = 0; i < COUNT(cases); i++) \
    check(&cases[i])

static void test_heads(void)
{
    static const struct wanted cases[] = {
        {"  sync \"a\" { x = 1 },", 1, "a", "", 0, "sync \"a\""},
        {"sync 'a' { }", 1, "a", "", 0, "sync 'a'"},
        {"sync [[a]] { }", 1, "a", "", 0, "sync [[a]]"},
        {"sync [==[\na]==] { }", 1, "a", "", 0, "sync [==["},
        {"sync(\"a\", { })", 1, "a", "", 0, "sync(\"a\""},
        {"sync ( \"a\" ) { }", 1, "a", "", 0, "sync ( \"a\" )"},
        {"sync(\"a\")", 1, "a", "", 0, "sync(\"a\")"},
        {"relationship { upstream = 1 }", 1, NULL, "", 0, "relationship"},
        {"relationship({ upstream = 1 })", 1, NULL, "", 0, "relationship"},
        {"service(\"catalog-\" .. region) {", 1, "catalog-eu", "", 0,
         "service(\"catalog-\" .. region)"},
        {"service(name)", 1, "catalog-eu", "", 0, "service(name)"},
        {"service(name(1, 2), {})", 1, "a", "", 0, "service(name(1, 2)"},
        {"service(\"caf\\xc3\\xa9\") {}", 1, "x", "", 0, "service(\"caf\\xc3\\xa9\")"},
        {"service \"a\" -- words\n {}", 1, "a", "", 0, "service \"a\""},
        {"service( -- words\n \"a\") {}", 1, "a", "", 0, "service("},
        {"x = { sync \"a\" {}, sync \"b\" {} }", 1, "b", "", 0, "sync \"b\""},
        {"x = { sync(a), sync \"b\" {} }", 1, "b", "", 0, "sync \"b\""},
        {"x = { sync \"a\", sync(b) {} }", 1, "b", "", 0, "sync(b)"},
        {"service = service \"a\"", 1, "a", "", 0, "service \"a\""},
        {"m:create_service{ name = 1 }", 1, NULL, "", 0, "create_service"},
        {"--[[ sync \"a\" ]] sync \"a\"", 1, "a", "", 0, "sync \"a\""},
        {"x = 'sync \"a\"', sync(n)", 1, "a", "", 0, "sync(n)"},
    };
    CHECK(cases);
}

static void test_lines_around(void)
{
    static const struct wanted cases[] = {
        {"\n\nsync\n\n\"a\"\n{}", 5, "a", "", 0, "sync"},
        {"sync\n\n\n\n\"a\"\n{}", 5, "a", "", 0, "\"a\""},
        {"x = {\n  sync \"a\"\n}", 1, "a", "", 0, "sync \"a\""},
        {"sync \"a\"\nsync \"b\"\n\nx", 3, "a", "", 0, "sync \"a\""},
        {"sync(x)\nsync \"b\"\ny", 3, "a", "", 0, "sync(x)"},
        {"sync(x) {}\nsync \"b\" {}", 1, "b", "", 0, "sync(x)"},
        {"relationship\n{ a = 1 }", 2, NULL, "a", 1, "1"},
    };
    CHECK(cases);
}

static void test_no_head(void)
{
    static const struct wanted cases[] = {
        {"x = 1\n  y = 2 -- z \t\r\nx = 3", 2, "a", "a.b", 0, "y = 2 -- z"},
        {"sync \"b\" {}", 1, "a", "", 0, "sync \"b\" {}"},
        {"sync = \"a\"", 1, "a", "", 0, "sync = \"a\""},
        {"syncs \"a\"", 1, "a", "", 0, "syncs \"a\""},
    };
    CHECK(cases);
}

static void test_nothing_there(void)
{
    static const char *const texts[] = {"", "x\n", "x\n\ny", "x\n \t\ny"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct source_file file = {.path = "m.lua", .text = texts[i], .length = strlen(texts[i])};
        struct locate_query query = {.file = &file, .line = 2, .heads = heads, .name = "a"};
        struct source_span span = locate_span(&query, NULL);
        TEST(span.line == 2 && span.column == 1 && span.end_line == 2 && span.end_column == 2);
    }
}

static void test_without_heads(void)
{
    static const char text[] = "a\n  sync \"a\" { x = 1 }\n";
    struct source_file file = {.path = "m.lua", .text = text, .length = strlen(text)};
    struct locate_step step = {"x", 0};
    struct locate_query query = {.file = &file, .line = 2, .steps = &step, .step_count = 1};
    size_t found = 99;
    TEST_TEXT(text_under(text, locate_span(&query, &found)), "sync \"a\" { x = 1 }");
    TEST(found == 0);
}

static void test_fields(void)
{
    static const struct wanted cases[] = {
        {"sync \"a\" { timeout = \"1s\" }", 1, "a", "timeout", 1, "\"1s\""},
        {"sync \"a\" { timeout = \"1s\" }", 1, "a", "key:timeout", 1, "timeout"},
        {"sync \"a\" { x = 2; timeout = 1 + f(2, 3) ; }", 1, "a", "timeout", 1, "1 + f(2, 3)"},
        {"sync(\"a\") { timeout = 5 -- t = 6\n}", 1, "a", "timeout", 1, "5"},
        {"sync(\"a\", { timeout = 5 })", 1, "a", "timeout", 1, "5"},
        {"sync(\"a\", { timeout = 4 }, { timeout = 5 })", 1, "a", "timeout", 1, "5"},
        {"sync \"a\"\n{\n [\"timeout\"] = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\"\n{\n [\"timeout\"] = 5 }", 1, "a", "key:timeout", 1, "[\"timeout\"]"},
        {"sync \"a\" { [ [[timeout]] ] = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { [1] = 4, [k .. \"timeout\"] = 6, timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { timeout = 1, timeout = 2 }", 1, "a", "timeout", 1, "2"},
        {"sync \"a\" { timeout = 5 }", 1, "a", "retry", 0, "sync \"a\""},
        {"sync \"a\" { --[=[ timeout = 1 ]] ]=] timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { x = \"timeout = 1, \\\" timeout = 2\", timeout = 5 }", 1, "a", "timeout", 1,
         "5"},
        {"sync \"a\" { x = \"\\z \n \\\" timeout = 2\", timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { x = [[\n]=] timeout = 2]], timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { x = y == timeout, timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { x = { timeout = 4 }, timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { x = 1e-5, y = 0x1p+3, z = .5, timeout = 5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { timeout = -- why\n  5 }", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" { timeout = 5 + -- why\n  5 }", 1, "a", "timeout", 1, "5 +"},
        {"sync \"a\" { timeout = [[ long  \n text ]] }", 1, "a", "timeout", 1, "[[ long"},
        {"sync \"a\" { timeout = 5", 1, "a", "timeout", 1, "5"},
        {"sync \"a\" (f) { timeout = 5 }", 1, "a", "timeout", 0, "sync \"a\""},
    };
    CHECK(cases);
}

static void test_function_bodies(void)
{
    static const struct wanted cases[] = {
        {"sync \"a\" { check = function(m, r)\n local timeout = 1, 2\n for _, x in y do t = 2 end\n"
         " if a then timeout = 3 elseif b then c = 1, 2 else d() end\n"
         " repeat timeout = 4, 5 until x\n while y do timeout = 6; break end\n end, timeout = 9 }",
         1, "a", "timeout", 1, "9"},
        {"sync \"a\" { check = function(m, r)\n end, \"b\", timeout = 9 }", 1, "a", "#1", 1,
         "\"b\""},
        {"sync \"a\" { check = function(m, r)\n end }", 1, "a", "check", 1, "function(m, r)"},
    };
    CHECK(cases);
}

static void test_nested(void)
{
    static const char order[] =
        "local orders = service \"order-service\" {\n"
        "  context = \"ordering\",\n"
        "  endpoints = { GET \"/orders\" { summary = \"List\" }, POST \"/orders\" { auth = no } "
        "},\n"
        "  dependencies = {\n"
        "    sync \"stock\" { timeout = \"200ms\" },\n"
        "    sync \"pay\"   { timeout = \"800ms\", retry = { max_attempts = 2 } },\n"
        "    { \"plain\" }, m.sync(\"far\", { timeout = 7 }),\n"
        "    sync \"near\",\n"
        "  },\n"
        "  retry = defaults,\n"
        "  deployment = canary {\n"
        "    initial = \"5%\" },\n"
        "  text = prefix .. \"x\", made = f(1) { a = 2 }.b,\n"
        "}\n";
    static const struct wanted cases[] = {
        {order, 1, "order-service", "context", 1, "\"ordering\""},
        {order, 1, "order-service", "endpoints", 1, "endpoints"},
        {order, 1, "order-service", "endpoints.#2", 2, "POST \"/orders\""},
        {order, 1, "order-service", "endpoints.#2.auth", 3, "no"},
        {order, 1, "order-service", "endpoints.#3", 1, "endpoints"},
        {order, 1, "order-service", "endpoints.#0", 1, "endpoints"},
        {order, 1, "order-service", "dependencies.#2.retry.max_attempts", 4, "2"},
        {order, 1, "order-service", "key:dependencies.#2.retry.max_attempts", 4, "max_attempts"},
        {order, 1, "order-service", "key:dependencies.#2.retry.nothing", 3, "retry"},
        {order, 1, "order-service", "dependencies.#2.retry", 3, "retry"},
        {order, 1, "order-service", "dependencies.#3", 2, "{"},
        {order, 1, "order-service", "dependencies.#3.#1", 3, "\"plain\""},
        {order, 1, "order-service", "dependencies.#4", 2, "m.sync(\"far\""},
        {order, 1, "order-service", "dependencies.#4.timeout", 3, "7"},
        {order, 1, "order-service", "dependencies.#5", 2, "sync \"near\""},
        {order, 1, "order-service", "key:dependencies.#5", 2, "sync \"near\""},
        {order, 1, "order-service", "retry.max_attempts", 1, "defaults"},
        {order, 1, "order-service", "deployment", 1, "canary"},
        {order, 1, "order-service", "deployment.initial", 2, "\"5%\""},
        {order, 1, "order-service", "text", 1, "prefix .. \"x\""},
        {order, 6, "pay", "timeout", 1, "\"800ms\""},
        {order, 11, NULL, "initial", 1, "\"5%\""},
    };
    CHECK(cases);
}

static void test_columns_count_code_points(void)
{
    static const char text[] = "-- \xc3\xa9\n"
                               "--[[\xe2\x82\xac\xff]] sync \"\xc3\xa9\xc3\xa9\" { }\r\n";
    struct source_file file = {.path = "m.lua", .text = text, .length = strlen(text)};
    struct locate_query query = {
        .file = &file, .line = 2, .heads = heads, .name = "\xc3\xa9\xc3\xa9"};
    struct source_span span = locate_span(&query, NULL);
    TEST(span.line == 2 && span.column == 10 && span.end_line == 2 && span.end_column == 19);
}

/* An alias of one field, given as context. */
static bool same_or_alias(const char *written, size_t length, const char *wanted,
                          const void *context)
{
    const char *const *pair = context;
    bool is_alias = length == strlen(pair[0]) && memcmp(written, pair[0], length) == 0;
    return is_alias && strcmp(pair[1], wanted) == 0;
}

static void test_aliases(void)
{
    static const char text[] = "sync \"a\" { timeout = 1, timeout_ms = 2 }";
    static const char *const pair[] = {"timeout_ms", "timeout"};
    struct source_file file = {.path = "m.lua", .text = text, .length = strlen(text)};
    struct locate_step step = {"timeout", 0};
    struct locate_query query = {.file = &file,
                                 .line = 1,
                                 .heads = heads,
                                 .name = "a",
                                 .steps = &step,
                                 .step_count = 1,
                                 .blame_key = true,
                                 .same_key = same_or_alias,
                                 .context = pair};
    TEST_TEXT(text_under(text, locate_span(&query, NULL)), "timeout_ms");
}

/* ---- hostile texts: any answer will do, if it comes soon and reads no byte too many ---- */

static struct locate_step deep[] = {{"a", 0}, {NULL, 1}, {"b", 0}, {NULL, 2}};

static void locate_all(const char *text, size_t length, uint32_t line)
{
    struct source_file file = {.path = "m.lua", .text = text, .length = length};
    static const char *const names[] = {"a", NULL};
    for (size_t i = 0; i < 2; i++) {
        struct locate_query query = {.file = &file,
                                     .line = line,
                                     .heads = heads,
                                     .name = names[i],
                                     .steps = deep,
                                     .step_count = 4,
                                     .blame_key = line % 2 == 0};
        struct source_span span = locate_span(&query, NULL);
        if (span.line != span.end_line || span.column < 1 || span.end_column <= span.column)
            TEST(!"span");
    }
}

/* Repeats a piece into a block of its very size, so that a sanitizer sees every step outside. */
static void locate_repeated(const char *start, const char *piece, size_t size)
{
    char *text = malloc(size);
    size_t start_length = strlen(start), length = strlen(piece);
    for (size_t i = 0; i < size; i++)
        text[i] = i < start_length ? start[i] : piece[(i - start_length) % length];
    locate_all(text, size, 1);
    free(text);
}

static void test_hostile_texts(void)
{
    static const char *const pieces[] = {
        "(",      "[",         "{",       "{[",       "[=",    "[=[",        "[==",  "]=",
        "--",     "--[",       "--[[",    "--[=\n",   "\"",    "'",          "\"\\", "\\",
        "\"\\z ", "sync(",     "sync \"", "sync [=[", "sync{", "sync(x){a=", "a=",   "a={",
        "{[(a,",  "{[\"a\"]=", ",",       ";",        "end ",  "function ",  "if ",  "until",
        ".",      "..",        "a.",      "a:",       "1e+",   "0x",         "=",    "==",
        "\r",     "\n",        " ",       "\xff",     "a",     "sync ",      "a,",   "[[\n",
        "[\"",    "a=b,",
    };
    clock_t start = clock();
    for (size_t i = 0; i < COUNT(pieces); i++) {
        locate_repeated("", pieces[i], 200000);
        locate_repeated("sync \"a\" { a = { {}, { b = ", pieces[i], 200000);
        for (size_t size = 1; size < 40; size++) {
            locate_repeated("sync \"a\" { a = ", pieces[i], size);
            locate_repeated("sync(", pieces[i], size);
        }
    }
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    printf("hostile texts: %.2f s\n", seconds);
    TEST(seconds < 60);
}

/* Skipping at once comes to where reading token by token comes to. */
static void compare_skipping(const char *text, size_t length)
{
    struct lex one = {text, length, 0}, other = one;
    int depth = 1;
    while (depth > 0) {
        struct lex_token token = lex_next(&one);
        if (token.kind == LEX_END)
            break;
        depth += lex_nesting(&one, token);
    }
    lex_skip_nested(&other);
    if (one.at != other.at)
        TEST(!"skipping at once");
}

static void test_random_texts(void)
{
    static const char *const pieces[] = {
        "sync", "service", " ",  "\n", "\"a\"", "{",    "}",  "(",         ")",
        "[",    "]",       "=",  ",",  ";",     "a",    "b",  "function ", "end ",
        "[[",   "]]",      "--", "\"", "\\",    "1.5e", "..", "\x80",      "''"};
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char built[400];
        size_t length = 0;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *piece = pieces[(seed >> 16) % COUNT(pieces)];
            memcpy(built + length, piece, strlen(piece));
            length += strlen(piece);
        }
        char *text = malloc(length);
        memcpy(text, built, length);
        locate_all(text, length, 1 + (uint32_t)round % 5);
        compare_skipping(text, length);
        free(text);
    }
    TEST(seed != 1);
}

int main(void)
{
    test_heads();
    test_lines_around();
    test_no_head();
    test_nothing_there();
    test_without_heads();
    test_fields();
    test_function_bodies();
    test_nested();
    test_columns_count_code_points();
    test_aliases();
    test_hostile_texts();
    test_random_texts();
    return test_done();
}
