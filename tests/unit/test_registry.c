/* Loading plugins: what is taken, what is refused, and in which words. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugin/registry.h"
#include "test.h"

static char folder[] = "/tmp/lunette-plugins.XXXXXX";
static struct arena arena;

static const char *in_folder(const char *name)
{
    return arena_format(&arena, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    TEST(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* Compiles the text as NAME.so, the way the author of a plugin would; false: there is no compiler. */
static bool build(const char *name, const char *text)
{
    static const char head[] = "#include \"lunette/plugin.h\"\n";
    write_file("source.c", arena_format(&arena, "%s%s\n", head, text));
    return system(arena_format(&arena,
                               "cc -shared -fPIC -fvisibility=hidden -std=c17 -Icore/include -o "
                               "'%s/%s.so' '%s/source.c' 2>/dev/null",
                               folder, name, folder)) == 0;
}

/* What the registry says of the file, with the folder as "…". */
static const char *refusal(struct registry *registry, const char *path)
{
    const char *problem = registry_load(registry, path);
    const char *at = problem ? strstr(problem, folder) : NULL;
    if (!at)
        return problem;
    return arena_format(&arena, "%.*s…%s", (int)(at - problem), problem, at + strlen(folder));
}

static void test_files_that_are_no_plugins(void)
{
    struct registry registry = {.arena = &arena};
    write_file("text.so", "not a library\n");
    write_file("torn.so", "\177ELF, but no more than that\n");
    TEST(mkdir(in_folder("sub.so"), 0700) == 0 && mkfifo(in_folder("pipe.so"), 0600) == 0);
    TEST_TEXT(refusal(&registry, in_folder("none.so")), "plugin …/none.so: no such file");
    TEST_TEXT(refusal(&registry, in_folder("sub.so")),
              "plugin …/sub.so is a folder; name the .so file in it");
    TEST_TEXT(refusal(&registry, in_folder("pipe.so")), "plugin …/pipe.so is no regular file");
    TEST_TEXT(refusal(&registry, in_folder("text.so")),
              "plugin …/text.so is no shared object: build one with cc -shared -fPIC");
    static const char torn[] = "plugin …/torn.so cannot be loaded: ";
    const char *said = refusal(&registry, in_folder("torn.so"));
    TEST(said && strncmp(said, torn, sizeof torn - 1) == 0 && !strchr(said, '\n'));
    TEST_TEXT(refusal(&registry, "libm.so.6"), "plugin libm.so.6: no such file");
    TEST_TEXT(refusal(&registry, ""), "plugin : no such file");
    TEST(registry.count == 0);
}

/* A rule as it has to be; %s stands for further fields, which override. */
#define RULE                                                                                   \
    "static void check(const struct lunette_model *m, struct lunette_reporter *to) {}\n"       \
    "static const struct lunette_rule rule = {.id = \"sample/a\", .severity = LUNETTE_NOTE,\n" \
    "  .summary = \"s\", .rationale = \"r\", .help = \"h\", .bad = \"b\", .good = \"g\",\n"    \
    "  .check = check, %s};\n"                                                                 \
    "static const struct lunette_rule *const rules[] = {&rule, NULL};\n"
#define PLUGIN "LUNETTE_EXPORT const struct lunette_plugin lunette_plugin = {"

static const char good[] =
    RULE "static const char *const formats[] = {\"svg\", \"dot\", NULL};\n"
         "static const struct lunette_renderer renderer = {.name = \"r\", .formats = formats,\n"
         "  .form = LUNETTE_GRAPH_VIEW};\n"
         "static const struct lunette_renderer *const renderers[] = {&renderer, NULL};\n" PLUGIN
         "LUNETTE_ABI_MAJOR, LUNETTE_ABI_MINOR, \"sample\", \"1\", \"s\", rules, renderers};\n";

static void test_a_good_one(void)
{
    struct registry registry = {.arena = &arena};
    TEST(build("good", arena_format(&arena, good, "")));
    TEST(build("same", arena_format(&arena, good, "")));
    TEST_TEXT(refusal(&registry, in_folder("good.so")), NULL);
    TEST(registry.count == 1);
    if (!registry.count)
        return;
    const struct lunette_renderer *renderer =
        registry_renderer(&registry, LUNETTE_GRAPH_VIEW, "dot");
    TEST_TEXT(registry.entries[0].plugin->name, "sample");
    TEST_TEXT(registry.entries[0].path, in_folder("good.so"));
    TEST_TEXT(renderer ? renderer->name : NULL, "r");
    TEST(!registry_renderer(&registry, LUNETTE_GRAPH_VIEW, "pdf"));
    TEST(!registry_renderer(&registry, LUNETTE_VIEW_FORM_COUNT, "dot"));
    TEST_TEXT(refusal(&registry, in_folder("same.so")),
              arena_format(&arena, "plugin …/same.so: 'sample' is already loaded from %s",
                           in_folder("good.so")));
    TEST(registry.count == 1);
}

/* Builds the text and expects its refusal to contain these words. */
static void expect_refused(const char *text, const char *words)
{
    static int number;
    struct registry registry = {.arena = &arena};
    const char *name = arena_format(&arena, "refused-%d", number++);
    TEST(build(name, text));
    const char *said = refusal(&registry, in_folder(arena_format(&arena, "%s.so", name)));
    if (!said || !strstr(said, words))
        TEST_TEXT(said, words);
    TEST(registry.count == 0 && said && !strchr(said, '\n'));
}

static void test_interfaces_that_are_refused(void)
{
    static const char other_version[] = "build it again with this version's headers";
    expect_refused("", ".so has no symbol lunette_plugin: declare `LUNETTE_EXPORT const struct "
                       "lunette_plugin lunette_plugin` in it");
    expect_refused(PLUGIN "3, 0, \"x\", \"1\", \"s\", NULL, NULL};",
                   "was built for plugin interface 3.0, this lunette has 2.1: build it again with "
                   "this version's headers, or install a newer lunette");
    expect_refused(PLUGIN "2, 9, \"x\", \"1\", \"s\", NULL, NULL};", "or install a newer lunette");
    expect_refused(PLUGIN "0, 3, \"x\", \"1\", \"s\", NULL, NULL};", other_version);
    struct registry registry = {.arena = &arena};
    const char *said = refusal(&registry, in_folder("refused-3.so"));
    TEST(said && !strstr(said, "newer")); /* an older plugin needs no newer host */
}

static void test_descriptors_that_are_refused(void)
{
    static const char *const ids[] = {"\"other/a\"", "\"sample\"",     "\"samples/a\"",
                                      "\"sample/\"", "\"sample/A b\"", "NULL"};
    static const char *const parts[] = {"summary", "rationale", "help", "bad", "good", "check"};
    expect_refused(PLUGIN "2, 0, NULL, \"1\", \"s\", NULL, NULL};",
                   "has no name, version or summary");
    expect_refused(PLUGIN "2, 0, \"x\", NULL, \"s\", NULL, NULL};",
                   "has no name, version or summary");
    expect_refused(PLUGIN "2, 0, \"model\", \"1\", \"s\", NULL, NULL};",
                   "'model' is the name of lunette's own rules");
    for (size_t i = 0; i < COUNT(ids); i++)
        expect_refused(arena_format(&arena, good, arena_format(&arena, ".id = %s", ids[i])),
                       "must be named 'sample/…', after its plugin");
    for (size_t i = 0; i < COUNT(parts); i++)
        expect_refused(arena_format(&arena, good, arena_format(&arena, ".%s = NULL", parts[i])),
                       arena_format(&arena, "rule 'sample/a' has no %s", parts[i]));
    expect_refused(arena_format(&arena, good, ".severity = LUNETTE_OFF"),
                   "rule 'sample/a' has no severity");
}

/* A shared object of these plugins. */
static const char *bundle_of(const char *parts)
{
    return arena_format(
        &arena,
        "static const struct lunette_plugin a = {2, 0, \"a\", \"1\", \"s\"},\n"
        "  b = {2, 1, \"b\", \"1\", \"s\"}, old = {1, 0, \"old\", \"1\", \"s\"},\n"
        "  nested = {2, 1, \"nested\", \"1\", \"s\", .parts = (const struct lunette_plugin "
        "*[]){&a, NULL}};\n"
        "static const struct lunette_plugin *const all[] = {&a, &b, &old, &nested, NULL},\n"
        "  *const parts[] = {%s NULL};\n" PLUGIN
        "2, 1, \"bundle\", \"1\", \"s\", .parts = parts};\n"
        "const void *use(void); const void *use(void) { return all; }\n",
        parts);
}

static void test_several_in_one_file(void)
{
    struct registry registry = {.arena = &arena};
    TEST(build("two", bundle_of("&b, &a,")) && build("none", bundle_of("")));
    TEST_TEXT(refusal(&registry, in_folder("two.so")), NULL);
    TEST(registry.count == 2);
    TEST_TEXT(registry.entries[0].plugin->name, "b");
    TEST_TEXT(registry.entries[1].plugin->name, "a");
    TEST_TEXT(registry.entries[1].path, in_folder("two.so"));
    TEST_TEXT(refusal(&registry, in_folder("none.so")), NULL);
    TEST(build("again", bundle_of("&a,")) && build("nested", bundle_of("&nested,")));
    TEST_TEXT(refusal(&registry, in_folder("again.so")),
              arena_format(&arena, "plugin …/again.so: 'a' is already loaded from %s",
                           in_folder("two.so")));
    TEST_TEXT(refusal(&registry, in_folder("nested.so")), NULL); /* as one plugin */
    TEST(registry.count == 3);
    expect_refused(bundle_of("&old,"), "was built for plugin interface 1.0, this lunette has 2.1");
}

/* What was built for 2.0 ends before the parts: what lies behind it is not looked at. */
static void test_what_was_built_before_there_were_parts(void)
{
    struct registry registry = {.arena = &arena};
    TEST(build("before", PLUGIN "2, 0, \"before\", \"1\", \"s\", .parts = (void *)1};"));
    TEST_TEXT(refusal(&registry, in_folder("before.so")), NULL);
    TEST(registry.count == 1);
}

static void test_folders(void)
{
    struct registry registry = {.arena = &arena};
    TEST_TEXT(registry_load_folder(&registry, in_folder("nothing-here")), NULL);
    TEST(mkdir(in_folder("all"), 0700) == 0 && registry.count == 0);
    for (char name = 'c'; name >= 'a'; name--)
        TEST(build(arena_format(&arena, "all/%c", name),
                   arena_format(&arena, PLUGIN "2, 0, \"%c\", \"1\", \"s\", NULL, NULL};", name)));
    write_file("all/README.md", "not looked at");
    TEST_TEXT(registry_load_folder(&registry, in_folder("all")), NULL);
    TEST(registry.count == 3);
    TEST_TEXT(registry.entries[0].plugin->name, "a");
    TEST_TEXT(registry.entries[2].plugin->name, "c");
    write_file("all/b2.so", "not a library");
    struct registry again = {.arena = &arena};
    TEST(registry_load_folder(&again, in_folder("all")) != NULL && again.count == 2);
}

/* A name without a slash is a file here, not a library of the system. */
static void test_names_without_a_slash(void)
{
    struct registry registry = {.arena = &arena};
    TEST(chdir(folder) == 0);
    TEST_TEXT(registry_load(&registry, "good.so"), NULL);
    TEST(registry.count == 1);
}

int main(void)
{
    if (!mkdtemp(folder))
        return 1;
    test_files_that_are_no_plugins();
    if (build("probe", "")) {
        test_a_good_one();
        test_interfaces_that_are_refused();
        test_descriptors_that_are_refused();
        test_several_in_one_file();
        test_what_was_built_before_there_were_parts();
        test_folders();
        test_names_without_a_slash();
    } else {
        printf("skipped: no compiler to build plugins with\n");
    }
    TEST(system(arena_format(&arena, "rm -rf '%s'", folder)) == 0);
    arena_reset(&arena);
    return test_done();
}
