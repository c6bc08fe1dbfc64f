/* Files in folders below the one that was asked for, and single files beside it. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/output.h"
#include "test.h"

static void expect_file(const char *path, const char *expected)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");
    TEST(file != NULL);
    if (file) {
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
    }
    TEST_TEXT(text, expected);
}

static const char *keep(struct output *output, const char *name, const char *text)
{
    return output_keep(output, name, strlen(name), text, strlen(text));
}

static void test_names(void)
{
    static const char *const refused[] = {"",       "/",      "/a",   "a/",  "a//b",
                                          "../a",   "a/../b", "a/..", "./a", "a/./b",
                                          "a\nb/c", "/1",     "//0"};
    static const char *const paths[] = {"single", NULL};
    struct output output = {.folder = "out", .nests = true, .paths = paths};
    for (size_t i = 0; i < COUNT(refused); i++)
        TEST_TEXT(keep(&output, refused[i], "x"), "named a file with a path");
    TEST(!keep(&output, "a/.b/c", "x") && !keep(&output, "/0", "x"));
    output_free(&output);
    struct output flat = {.folder = "out", .paths = paths};
    TEST_TEXT(keep(&flat, "a/b", "x"), "named a file with a path");
    TEST(!keep(&flat, "0", "x") && !keep(&flat, "/0", "x"));
    output_free(&flat);
}

static void test_writing(void)
{
    static const char *const paths[] = {"single", NULL};
    struct output output = {.folder = "out", .nests = true, .paths = paths};
    TEST(!keep(&output, "a/b/c.yaml", "deep") && !keep(&output, "0", "shallow"));
    TEST(!keep(&output, "/0", "beside"));
    TEST(output_write(&output));
    expect_file("out/a/b/c.yaml", "deep");
    expect_file("out/0", "shallow");
    expect_file("single", "beside");
    output_free(&output);
}

/* The folder may be a link, for it is the user's word; a link below it is somebody else's. */
static void test_links(void)
{
    struct output output = {.folder = "link", .nests = true};
    TEST(mkdir("elsewhere", 0700) == 0 && symlink("out", "link") == 0);
    TEST(!keep(&output, "new/x", "1"));
    TEST(output_write(&output));
    expect_file("out/new/x", "1");
    TEST(symlink("../elsewhere", "out/trap") == 0);
    TEST(!keep(&output, "trap/x", "2"));
    TEST(!output_write(&output));
    TEST(access("elsewhere/x", F_OK) != 0);
    output_free(&output);
}

int main(void)
{
    char folder[] = "/tmp/lunette-output.XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) != 0 || !freopen("/dev/null", "w", stderr))
        abort();
    test_names();
    test_writing();
    test_links();
    if (chdir("/") != 0)
        abort();
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        abort();
    return test_done();
}
