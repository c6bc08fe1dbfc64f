/* Where a program finds its Lua files and plugins: copies of this one, laid out as a built tree and as
 * an installation, say what they find. */
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/home.h"
#include "test.h"

static char root[] = "/tmp/lunette-home.XXXXXX";

static int say_home(void)
{
    struct arena arena = {0};
    struct home home = home_find(&arena);
    printf("%s\n%s\n%s\n", home.lua, home.plugins, home.models);
    arena_reset(&arena);
    return 0;
}

/* Runs a shell command in the folder. */
static void run(const char *command)
{
    char whole[2 * PATH_MAX];
    snprintf(whole, sizeof whole, "cd '%s' && %s", root, command);
    TEST(system(whole) == 0);
}

static void copy_this_program(void)
{
    char own[PATH_MAX / 2], command[PATH_MAX + 64];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = '\0';
    snprintf(command, sizeof command, "ln '%s' program 2>/dev/null || cp '%s' program", own, own);
    run(command);
}

/* What the copy at `program` finds, without the way up: paths resolved, below the root. */
static void expect_home(const char *program, const char *lua, const char *plugins,
                        const char *models)
{
    const char *wanted[] = {lua, plugins, models};
    char command[PATH_MAX], line[PATH_MAX], found[PATH_MAX], expected[PATH_MAX];
    snprintf(command, sizeof command, "cd / && '%s/%s' home", root, program);
    FILE *pipe = popen(command, "r");
    for (size_t i = 0; i < 3; i++) {
        TEST(fgets(line, sizeof line, pipe) && line[0] == '/');
        line[strcspn(line, "\n")] = '\0';
        snprintf(expected, sizeof expected, "%s/%s", root, wanted[i]);
        TEST_TEXT(realpath(line, found) ? found : line, expected);
    }
    TEST(pclose(pipe) == 0);
}

static void test_built_tree(void)
{
    run("mkdir -p tree/lua/lunette tree/models tree/build/plugins tree/build/asan/plugins");
    run("cp program tree/build/lunette && cp program tree/build/asan/lunette");
    expect_home("tree/build/lunette", "tree/lua", "tree/build/plugins", "tree/models");
    expect_home("tree/build/asan/lunette", "tree/lua", "tree/build/asan/plugins", "tree/models");
}

static void test_installation(void)
{
    run("mkdir -p usr/bin usr/share/lunette/lua usr/share/lunette/models usr/lib/lunette/plugins");
    run("cp program usr/bin/lunette");
    expect_home("usr/bin/lunette", "usr/share/lunette/lua", "usr/lib/lunette/plugins",
                "usr/share/lunette/models");
}

static void test_link_to_an_installation(void)
{
    run("mkdir -p bin && ln -s ../usr/bin/lunette bin/lunette");
    expect_home("bin/lunette", "usr/share/lunette/lua", "usr/lib/lunette/plugins",
                "usr/share/lunette/models");
}

/* Neither of these is there: the folders of an installation are named all the same. */
static void test_program_on_its_own(void)
{
    run("mkdir -p alone/bin alone/share/lunette/lua alone/lib/lunette/plugins");
    run("mkdir -p alone/share/lunette/models alone/lua/lunette && cp program alone/bin/x");
    expect_home("alone/bin/x", "alone/share/lunette/lua", "alone/lib/lunette/plugins",
                "alone/share/lunette/models");
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "home") == 0)
        return say_home();
    if (!mkdtemp(root))
        return 1;
    copy_this_program();
    test_built_tree();
    test_installation();
    test_link_to_an_installation();
    test_program_on_its_own();
    run("rm -rf \"$PWD\"");
    return test_done();
}
