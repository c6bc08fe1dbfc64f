/* Documents in YAML and JSON: what is read back is what was written, and no version of YAML reads it otherwise. */
#include <jansson.h>
#include <yaml.h>

#include "emit/json.h"
#include "emit/yaml.h"
#include "test.h"

static struct tree text(const char *bytes)
{
    return (struct tree){.type = TREE_TEXT, .of.text = {bytes, strlen(bytes)}};
}

static struct tree integer(int64_t number)
{
    return (struct tree){.type = TREE_INTEGER, .of.integer = number};
}

static struct tree number(double value)
{
    return (struct tree){.type = TREE_NUMBER, .of.number = value};
}

static struct tree map_of(const struct tree_entry *entries, size_t count)
{
    return (struct tree){.type = TREE_MAP, .of.map = {entries, count}};
}

static struct tree_entry entry(const char *key, struct tree value)
{
    return (struct tree_entry){{key, strlen(key)}, value};
}

/* ---- numbers ---- */

static void test_numbers(void)
{
    static const struct {
        double value;
        const char *written;
    } cases[] = {
        {0, "0.0"},
        {1, "1.0"},
        {0.1, "0.1"},
        {99.9, "99.9"},
        {0.999, "0.999"},
        {1e20, "1.0e+20"},
        {1.5e300, "1.5e+300"},
        {1e-7, "1.0e-07"},
        {1.0 / 3, "0.3333333333333333"},
        {-2.5, "-2.5"},
        {1e15, "1.0e+15"},
        {-0.0, "-0.0"},
    };
    char room[TREE_NUMBER_SIZE];
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tree tree = number(cases[i].value);
        tree_number_text(&tree, room);
        TEST_TEXT(room, cases[i].written);
    }
    struct tree least = integer(INT64_MIN);
    tree_number_text(&least, room);
    TEST_TEXT(room, "-9223372036854775808");
}

static void test_text_is_cleaned(void)
{
    struct arena arena = {0};
    TEST_TEXT(tree_text(&arena,
                        "a\xff"
                        "b",
                        3)
                  .bytes,
              "a\xef\xbf\xbd"
              "b");
    TEST(tree_text(&arena, "a\0b", 3).length == 3);
    arena_reset(&arena);
}

/* ---- plain or not ---- */

/* What can stand as it is, and what would be read as something else. */
static const char *const plain[] = {
    "orders",  "order-service", "a b", "/orders/{id}", "30s",
    "1h30m",   "2.5ms",         "25%", "512Mi",        "v1",
    "apps/v1", "a:b",           "a#b", "_x",           "yesterday",
    "(a + b)", "nothing",       "e",   "x0x1F",        "Null1",
};

static const char *const quoted[] = {
    "",
    "e1",
    "E+5",
    "e_1",
    " a",
    "a ",
    "no",
    "No",
    "OFF",
    "y",
    "N",
    "true",
    "null",
    "~",
    "012",
    "0x1F",
    "0o14",
    "0b1",
    "1e3",
    "1E3",
    "1_000",
    "1.2.3",
    "1.0",
    ".inf",
    ".NaN",
    "inf",
    "nan",
    "12:30:45",
    "12:30",
    "-1",
    "+1",
    "---",
    "...",
    "- a",
    "? a",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "\"a\"",
    "'a'",
    "[a]",
    "{a}",
    ",",
    "=",
    "<<",
    "2001-12-14",
    "2001-12-14t21:59:43.10-05:00",
    "a\tb",
    "a\rb",
    "a\x7f",
    "a\xc3\xa4",
    ("\xef\xbb\xbf"
     "a"),
    "1e3s",
    "0x1s",
    "1_0s",
    "30",
    "3.",
    "1m30",
};

static void test_plain(void)
{
    for (size_t i = 0; i < COUNT(plain); i++)
        test_note(yaml_is_plain(plain[i], strlen(plain[i])), plain[i], __FILE__, __LINE__);
    for (size_t i = 0; i < COUNT(quoted); i++)
        test_note(!yaml_is_plain(quoted[i], strlen(quoted[i])), quoted[i], __FILE__, __LINE__);
}

static void test_block(void)
{
    static const char *const blocks[] = {"a\nb",     "a\nb\n",     "a\n\nb\n", "a: b\n# c\n- d\n",
                                         "a\n  b\n", "\xc3\xa4\nb"};
    static const char *const others[] = {"",
                                         "a",
                                         "\na\nb",
                                         " a\nb",
                                         "a \nb",
                                         "a\nb\n\n",
                                         "a\r\nb",
                                         "a\tb\nc",
                                         "a\nb ",
                                         "a\n\x01",
                                         "a\xe2\x80\xa8"
                                         "b\nc",
                                         "a\xe2\x80\xae"
                                         "b\nc"};
    for (size_t i = 0; i < COUNT(blocks); i++)
        test_note(yaml_is_block(blocks[i], strlen(blocks[i])), blocks[i], __FILE__, __LINE__);
    for (size_t i = 0; i < COUNT(others); i++)
        test_note(!yaml_is_block(others[i], strlen(others[i])), others[i], __FILE__, __LINE__);
}

/* ---- reading back ---- */

struct scalars {
    char *texts[16];
    size_t lengths[16];
    bool plain[16];
    size_t count;
};

static bool read_scalars(const struct buf *document, struct scalars *scalars)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool well = true, done = false;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)document->data, document->length);
    while (well && !done) {
        well = yaml_parser_parse(&parser, &event);
        if (well && event.type == YAML_SCALAR_EVENT && scalars->count < COUNT(scalars->texts)) {
            size_t length = event.data.scalar.length;
            char *copy = calloc(length + 1, 1);
            memcpy(copy, event.data.scalar.value, length);
            scalars->texts[scalars->count] = copy;
            scalars->lengths[scalars->count] = length;
            scalars->plain[scalars->count++] = event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        }
        done = well && event.type == YAML_STREAM_END_EVENT;
        if (well)
            yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return well;
}

static void expect_scalar(const struct scalars *scalars, size_t at, const char *bytes,
                          size_t length)
{
    TEST(at < scalars->count && scalars->lengths[at] == length &&
         memcmp(scalars->texts[at], bytes, length) == 0);
    TEST(at < scalars->count && scalars->plain[at] == yaml_is_plain(bytes, length));
}

/* jansson reads no NUL in a key. */
static void read_json(const struct tree *tree, const char *bytes, size_t length)
{
    struct buf out = {0};
    json_add_document(&out, tree);
    json_t *root = json_loadb(out.data, out.length, JSON_ALLOW_NUL, NULL);
    const json_t *first = json_array_get(json_object_get(root, "list"), 0);
    TEST(memchr(bytes, '\0', length) || (first && json_string_length(first) == length &&
                                         memcmp(json_string_value(first), bytes, length) == 0));
    json_decref(root);
    buf_free(&out);
}

/* The text as a key, a value and an entry of a list. */
static void write_and_read(const char *bytes, size_t length)
{
    struct tree value = {.type = TREE_TEXT, .of.text = {bytes, length}};
    const struct tree_entry entries[] = {
        {{bytes, length}, value},
        entry("list", (struct tree){.type = TREE_LIST, .of.list = {&value, 1}}),
    };
    struct tree tree = map_of(entries, COUNT(entries));
    struct buf out = {0};
    struct scalars scalars = {.count = 0};
    TEST(yaml_add_document(&out, &tree));
    TEST(read_scalars(&out, &scalars) && scalars.count == 4);
    expect_scalar(&scalars, 0, bytes, length);
    expect_scalar(&scalars, 1, bytes, length);
    expect_scalar(&scalars, 3, bytes, length);
    read_json(&tree, bytes, length);
    for (size_t i = 0; i < scalars.count; i++)
        free(scalars.texts[i]);
    buf_free(&out);
}

static const char *const hostile_texts[] = {
    "no",
    "012",
    "1e3",
    "---",
    "~",
    "2001-01-01",
    "0x1F",
    "12:30:45",
    ".inf",
    "on",
    "y",
    " a",
    "a ",
    "a: b",
    "a #b",
    "a\nb\n",
    "a\nb",
    "\n",
    "a\n\n",
    " a\nb",
    "a\n b",
    "a\t\nb",
    "\ta",
    "'",
    "\"",
    "\\",
    "a'b\"c\\d",
    "*a",
    "&a",
    "!!str a",
    "{{ x }}",
    "${x}",
    "%YAML",
    "\x01\x1b[31m",
    "\x7f",
    ("\xe2\x80\xae"
     "evil"),
    "\xef\xbb\xbf",
    "\xe2\x80\xa8",
    "\xc2\x85",
    "\xf0\x9f\x98\x80",
    "\xc3\xa4",
    "- a\n- b\n",
    "key: |\n  x\n",
    "a\r\nb",
    "...\n",
    "--- a\nb",
    "a\n---\nb\n",
    "? x",
    "<<",
    "=",
};

static void test_hostile_texts(void)
{
    for (size_t i = 0; i < COUNT(hostile_texts); i++)
        write_and_read(hostile_texts[i], strlen(hostile_texts[i]));
    write_and_read("a\0b", 3);
    write_and_read("", 0);
    char longest[300];
    memset(longest, 'k', sizeof longest);
    write_and_read(longest, sizeof longest);
}

/* Every text of up to three of the characters that mean something somewhere. */
static void test_every_short_text(void)
{
    static const char alphabet[] = "01ey.-+:#~ \n'\"_n|>";
    enum { LETTERS = sizeof alphabet - 1 };
    char bytes[3];
    for (size_t length = 1; length <= 3; length++) {
        size_t many = 1;
        for (size_t i = 0; i < length; i++)
            many *= LETTERS;
        for (size_t number_of = 0; number_of < many; number_of++) {
            size_t rest = number_of;
            for (size_t i = 0; i < length; i++, rest /= LETTERS)
                bytes[i] = alphabet[rest % LETTERS];
            write_and_read(bytes, length);
        }
    }
}

/* ---- the form ---- */

static void test_form(void)
{
    const struct tree items[] = {text("a"),
                                 integer(1),
                                 number(1),
                                 {.type = TREE_NULL},
                                 {.type = TREE_BOOL, .of.flag = true}};
    const struct tree_entry entries[] = {
        entry("kind", text("no")),
        entry("list", (struct tree){.type = TREE_LIST, .of.list = {items, COUNT(items)}}),
        entry("none", (struct tree){.type = TREE_LIST}),
        entry("empty", (struct tree){.type = TREE_MAP}),
        entry("script", text("#!/bin/sh\nexit 0\n")),
        entry("said", text("say \"hi\"")),
    };
    struct tree tree = map_of(entries, COUNT(entries));
    struct buf out = {0};
    TEST(yaml_add_document(&out, &tree));
    TEST_TEXT(buf_text(&out),
              "kind: \"no\"\nlist:\n- a\n- 1\n- 1.0\n- null\n- true\nnone: []\nempty: {}\n"
              "script: |\n  #!/bin/sh\n  exit 0\nsaid: say \"hi\"\n");
    buf_clear(&out);
    json_add_document(&out, &tree);
    TEST_TEXT(buf_text(&out),
              "{\n  \"kind\": \"no\",\n  \"list\": [\n    \"a\",\n    1,\n    1.0,\n    null,\n    "
              "true\n  ],\n"
              "  \"none\": [],\n  \"empty\": {},\n  \"script\": \"#!/bin/sh\\nexit 0\\n\",\n"
              "  \"said\": \"say \\\"hi\\\"\"\n}\n");
    buf_free(&out);
}

/* Where text would be shown in another order, it is escaped. */
static void test_bidi_is_escaped(void)
{
    const struct tree_entry entries[] = {entry("a", text("x\xe2\x80\xae"
                                                         "y"))};
    struct tree tree = map_of(entries, 1);
    struct buf out = {0};
    TEST(yaml_add_document(&out, &tree));
    TEST_TEXT(buf_text(&out), "a: \"x\\u202Ey\"\n");
    buf_free(&out);
}

int main(void)
{
    test_numbers();
    test_text_is_cleaned();
    test_plain();
    test_block();
    test_hostile_texts();
    test_every_short_text();
    test_form();
    test_bidi_is_escaped();
    return test_done();
}
