/* Records of what was written, and what becomes of files that somebody changed since. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/output.h"
#include "jail/record.h"
#include "test.h"

static const char sum_of_old[] = "ce99f0df02b6f3e5deb4d86e7fc43c1b57f1d77a4a3d6a5bd4a8e0a2b4f0d1c9";

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    TEST(file && fputs(text, file) >= 0);
    if (file)
        fclose(file);
}

static const char *get(const char *path)
{
    static char text[2048];
    FILE *file = fopen(path, "r");
    text[file ? fread(text, 1, sizeof text - 1, file) : 0] = '\0';
    if (file)
        fclose(file);
    return text;
}

/* The examples of FIPS 180-4, and the lengths around a block's end. */
static void test_sums(void)
{
    static const struct {
        size_t times;
        const char *text, *sum;
    } cases[] = {
        {0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {1, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {1000000, "a", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sha256 hash;
        char sum[SHA256_TEXT];
        sha256_start(&hash);
        for (size_t n = 0; n < cases[i].times; n++)
            sha256_add(&hash, cases[i].text, strlen(cases[i].text));
        sha256_end(&hash, sum);
        TEST_TEXT(sum, cases[i].sum);
    }
}

static void test_reading(void)
{
    struct record record = {0};
    char text[1024];
    snprintf(text, sizeof text, "%s  b\nnonsense\n%s  a\n%s  a\n%s *c\n%s  \n%.20s  d\n",
             sum_of_old, sum_of_old, sum_of_old, sum_of_old, sum_of_old, sum_of_old);
    put("record", text);
    record_read(&record, "record");
    TEST(record.count == 2 && record_find(&record, "a") && record_find(&record, "b"));
    TEST(!record_find(&record, "c"));
    record_free(&record);
    record_read(&record, "nowhere");
    TEST(mkfifo("pipe", 0600) == 0);
    record_read(&record, "pipe");
    record_read(&record, "/dev/zero");
    TEST(record.count == 0);
    unlink("pipe");
    unlink("record");
}

/* ---- what is written ---- */

struct sent {
    const char *name, *text;
};

/* Writes these files, the last with a NULL name, with a record in out/in. */
static bool write_sent(const struct sent *sent, bool overwrites)
{
    struct output output = {.folder = "out", .nests = true, .overwrites = overwrites};
    TEST(!output_record(&output, "in/.record", strlen("in/.record")));
    for (; sent->name; sent++)
        TEST(!output_keep(&output, sent->name, strlen(sent->name), sent->text, strlen(sent->text)));
    bool well = output_write(&output);
    output_free(&output);
    return well;
}

static void test_changes(void)
{
    static const struct sent first[] = {{"in/a", "1"}, {"in/deep/b", "1"}, {NULL, NULL}};
    static const struct sent second[] = {{"in/a", "2"}, {"in/deep/b", "2"}, {NULL, NULL}};
    TEST(write_sent(first, false) && write_sent(second, false));
    TEST_TEXT(get("out/in/a"), "2");
    put("out/in/a", "mine");
    TEST(write_sent(first, false) && write_sent(second, false));
    TEST_TEXT(get("out/in/a"), "mine");
    TEST_TEXT(get("out/in/deep/b"), "2");
    TEST(write_sent(first, true));
    TEST_TEXT(get("out/in/a"), "1");
    TEST(write_sent(second, false));
    TEST_TEXT(get("out/in/a"), "2");
}

static void test_what_is_left(void)
{
    static const struct sent both[] = {{"in/a", "1"}, {"in/b", "1"}, {NULL, NULL}};
    static const struct sent one[] = {{"in/a", "1"}, {NULL, NULL}};
    TEST(write_sent(both, true) && write_sent(one, false));
    TEST_TEXT(get("out/in/b"), "1");
    TEST(strstr(get("out/in/.record"), "  b\n") != NULL);
    unlink("out/in/b");
    TEST(write_sent(one, false));
    TEST(strstr(get("out/in/.record"), "  b\n") == NULL);
}

static void test_what_others_wrote(void)
{
    static const struct sent sent[] = {{"in/theirs", "1"}, {"in/link", "1"}, {NULL, NULL}};
    struct stat info;
    put("out/in/theirs", "theirs");
    TEST(symlink("theirs", "out/in/link") == 0);
    TEST(write_sent(sent, false));
    TEST_TEXT(get("out/in/theirs"), "theirs");
    TEST(lstat("out/in/link", &info) == 0 && S_ISLNK(info.st_mode));
    TEST(write_sent(sent, true));
    TEST(lstat("out/in/link", &info) == 0 && S_ISREG(info.st_mode));
    TEST_TEXT(get("out/in/theirs"), "1");
}

static void test_refusals(void)
{
    struct output output = {.folder = "out", .nests = true}, flat = {0};
    TEST_TEXT(output_record(&output, "../x", 4), "named a file with a path");
    TEST_TEXT(output_record(&flat, "x", 1), "named a file with a path");
    TEST(!output_record(&output, "in/.record", strlen("in/.record")));
    TEST_TEXT(output_keep(&output, "other/a", 7, "", 0), "sent a file beside its record");
    TEST_TEXT(output_keep(&output, "in/", 3, "", 0), "named a file with a path");
    output_free(&output);
}

int main(void)
{
    char folder[] = "/tmp/lunette-record.XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) != 0 || !freopen("/dev/null", "w", stderr))
        abort();
    test_sums();
    test_reading();
    test_changes();
    test_what_is_left();
    test_what_others_wrote();
    test_refusals();
    if (system("rm -rf out") != 0 || chdir("/") != 0 || rmdir(folder) != 0)
        abort();
    return test_done();
}
