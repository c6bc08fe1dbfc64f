/* The parts of the command line that need no model: words, tables. */
#include <jansson.h>

#include "cli/args.h"
#include "cli/table.h"
#include "supervised.h"

static struct arena arena;

/* ---- args ---- */

static const struct command command = {
    .name = "check",
    .operands = "[MODEL] [VIEW]",
    .summary = "Checks",
    .options = OPTION_FORMAT | OPTION_OUTPUT | OPTION_RULE | OPTION_PLUGIN | OPTION_REQUIRE_JAIL,
    .most_operands = 2,
};

static struct args args;

/* Reads words separated by blanks; what is said of them is in err_text. "''" is an empty word. */
static bool read_words(const char *words)
{
    static char text[256];
    char *argv[16] = {"lunette", "check"};
    int argc = 2;
    snprintf(text, sizeof text, "%s", words);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        argv[argc++] = strcmp(word, "''") == 0 ? word + 2 : word;
    args = (struct args){.command = &command, .arena = &arena};
    fflush(stderr);
    int saved = redirect(STDERR_FILENO, "caught-err");
    bool done = args_read(&args, argc, argv);
    fflush(stderr);
    put_back(STDERR_FILENO, saved);
    read_text("caught-err", err_text);
    unlink("caught-err");
    return done;
}

static void test_no_words(void)
{
    TEST(read_words(""));
    TEST(!args.format && !args.output && args.operands.count == 0 && args.rules.count == 0);
    TEST(!args.help && !args.require_jail);
}

static void test_all_ways_to_give_a_value(void)
{
    static const char *const ways[] = {"--format json", "--format=json", "-f json", "-fjson",
                                       "-f text --format json"};
    for (size_t i = 0; i < COUNT(ways); i++) {
        TEST(read_words(ways[i]));
        TEST_TEXT(args.format, "json");
    }
    TEST(read_words("--format= x"));
    TEST_TEXT(args.format, "");
    TEST(read_words("--format=a=b --output -"));
    TEST_TEXT(args.format, "a=b");
    TEST_TEXT(args.output, "-");
    TEST(read_words("--output --rule"));
    TEST_TEXT(args.output, "--rule");
}

static void test_lists_flags_and_operands(void)
{
    TEST(read_words("model --rule a=off --require-jail --rule=b=note view"));
    TEST(args.rules.count == 2 && args.operands.count == 2 && args.require_jail);
    TEST_TEXT(args.rules.items[1], "b=note");
    TEST_TEXT(args.operands.items[0], "model");
    TEST_TEXT(args.operands.items[1], "view");
    TEST(read_words("-- --format -h"));
    TEST_TEXT(args.operands.items[0], "--format");
    TEST_TEXT(args.operands.items[1], "-h");
    TEST(read_words("-") && args.operands.count == 1);
    TEST(read_words("''") && args.operands.count == 1);
    TEST(read_words("-h a b c d") && args.help);
    TEST(read_words("--help") && args.help);
}

static void test_wrong_words(void)
{
    static const struct {
        const char *words, *said;
    } cases[] = {
        {"--fromat json", "lunette check: unknown option '--fromat'; did you mean '--format'?\n"},
        {"--xyzzy", "lunette check: unknown option '--xyzzy'; lunette check -h lists them\n"},
        {"-x", "lunette check: unknown option '-x'; lunette check -h lists them\n"},
        {"--select a", "lunette check: unknown option '--select'; lunette check -h lists them\n"},
        {"--form=x", "lunette check: unknown option '--form=x'; did you mean '--format'?\n"},
        {"--format", "lunette check: --format needs a value: --format FORMAT\n"},
        {"-f", "lunette check: --format needs a value: --format FORMAT\n"},
        {"--require-jail=yes", "lunette check: --require-jail takes no value\n"},
        {"a b c", "lunette check: one word too many: 'c'\n"
                  "usage: lunette check [MODEL] [VIEW]\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        TEST(!read_words(cases[i].words));
        TEST_TEXT(err_text, cases[i].said);
    }
}

/* ---- table ---- */

static const char *const heads[] = {"name", "calls", "note"};

static void fill(struct table *table)
{
    static const char *const cells[][3] = {
        {"order-service", "2", NULL},
        {"\xe4\xb8\xad\xe6\x96\x87", "10", "=1+1"},
        {"a\x1b[1m", NULL, "two words"},
    };
    *table = (struct table){.arena = &arena, .heads = heads, .columns = 3};
    for (size_t i = 0; i < COUNT(cells); i++)
        table_add(table, cells[i]);
}

static void test_table_as_text(void)
{
    struct table table;
    struct buf out = {0};
    fill(&table);
    table_write(&table, NULL, &out);
    TEST_TEXT(buf_text(&out), "name           calls  note\n"
                              "order-service  2\n"
                              "\xe4\xb8\xad\xe6\x96\x87           10     =1+1\n"
                              "a\\x1b[1m              two words\n");
    buf_clear(&out);
    table = (struct table){.arena = &arena, .heads = heads, .columns = 3};
    table_write(&table, "text", &out);
    TEST_TEXT(buf_text(&out), "name  calls  note\n");
    buf_free(&out);
}

static void test_table_on_a_narrow_page(void)
{
    struct table table;
    struct buf out = {0};
    fill(&table);
    table.cells[2] = "a note of many words that goes on";
    table.page = 24;
    table_write(&table, NULL, &out);
    TEST_TEXT(buf_text(&out), "name           calls\n    note\n"
                              "order-service  2\n    a note of many words\n    that goes on\n"
                              "\xe4\xb8\xad\xe6\x96\x87           10\n    =1+1\n"
                              "a\\x1b[1m\n    two words\n");
    buf_free(&out);
}

static void test_table_as_csv(void)
{
    struct table table;
    struct buf out = {0};
    fill(&table);
    table_write(&table, "csv", &out);
    TEST_TEXT(buf_text(&out), "name,calls,note\r\norder-service,2,\r\n"
                              "\xe4\xb8\xad\xe6\x96\x87,10,\"'=1+1\"\r\na\x1b[1m,,two words\r\n");
    buf_free(&out);
}

static void test_table_as_json(void)
{
    static const enum json_column types[] = {JSON_COLUMN_TEXT, JSON_COLUMN_INTEGER,
                                             JSON_COLUMN_TEXT};
    struct table table;
    struct buf out = {0};
    fill(&table);
    table.types = types;
    table_write(&table, "json", &out);
    json_t *rows = json_loads(buf_text(&out), JSON_REJECT_DUPLICATES, NULL);
    TEST(json_array_size(rows) == 3);
    TEST(json_integer_value(json_object_get(json_array_get(rows, 1), "calls")) == 10);
    TEST(json_object_size(json_array_get(rows, 2)) == 2);
    json_decref(rows);
    buf_free(&out);
}

static void test_table_with_many_rows(void)
{
    struct table table = {.arena = &arena, .heads = heads, .columns = 1};
    struct buf out = {0};
    for (int i = 0; i < 1000; i++)
        table_add(&table, (const char *const[]){arena_format(&arena, "row-%d", i)});
    table_write(&table, NULL, &out);
    TEST(table.rows == 1000 && strstr(buf_text(&out), "row-0\n") &&
         strstr(buf_text(&out), "row-999\n"));
    buf_free(&out);
}

int main(void)
{
    if (!enter_test_folder())
        return 1;
    test_no_words();
    test_all_ways_to_give_a_value();
    test_lists_flags_and_operands();
    test_wrong_words();
    test_table_as_text();
    test_table_on_a_narrow_page();
    test_table_as_csv();
    test_table_as_json();
    test_table_with_many_rows();
    leave_test_folder();
    arena_reset(&arena);
    return test_done();
}
