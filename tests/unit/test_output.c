/* Lets workers send files and looks at what is on disk afterwards. */
#include "jail/output.h"

#include <signal.h>
#include <sys/resource.h>

#include "jail/supervisor.h"
#include "supervised.h"

static int write_two_files(struct worker *worker, void *context)
{
    (void)context;
    worker_file(worker, "a.svg", "<a/>", 4);
    worker_file(worker, "b.svg", "", 0);
    return 1;
}

static int write_new(struct worker *worker, void *context)
{
    (void)context;
    worker_file(worker, "x.svg", "new", 3);
    return 0;
}

/* Without a folder a file is named by the number of its path. */
static int write_first(struct worker *worker, void *context)
{
    (void)context;
    worker_file(worker, "0", "new", 3);
    return 0;
}

static int write_and_lose_some(struct worker *worker, void *context)
{
    write_new(worker, context);
    return 2;
}

static int write_unread(struct worker *worker, void *context)
{
    write_new(worker, context);
    return 3;
}

static int write_and_die(struct worker *worker, void *context)
{
    write_new(worker, context);
    abort();
}

static void make_file(const char *path, mode_t mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    TEST(file >= 0 && write(file, "old", 3) == 3);
    close(file);
}

static void expect_file(const char *path, const char *expected)
{
    char text[TEXT_MAX];
    read_text(path, text);
    TEST_TEXT(text, expected);
}

static void test_files(void)
{
    struct stat info;
    TEST(mkdir("out", 0777) == 0);
    TEST(run_into(write_two_files, "out/deep", NULL) == 1);
    expect_file("out/deep/a.svg", "<a/>");
    TEST(stat("out/deep/a.svg", &info) == 0 && (info.st_mode & 0777) == 0644);
    TEST(stat("out/deep/b.svg", &info) == 0 && info.st_size == 0);
    TEST(entries_in("out/deep") == 2);
    TEST(run_into(write_first, NULL, "out/one.svg") == 0);
    expect_file("out/one.svg", "new");
    TEST_TEXT(err_text, "");
    unlink("out/one.svg");
}

static int must_not_run(struct worker *worker, void *context)
{
    (void)context;
    worker_warn(worker, "ran\n", 4);
    return 0;
}

/* A slip in a path must not leave a folder behind, and is told before anything runs. */
static void test_parents_are_not_made(void)
{
    TEST(run_into(must_not_run, "nowhere/deep", NULL) == 2);
    TEST_TEXT(err_text, "lunette: cannot write nowhere/deep: there is no folder nowhere\n");
    TEST(run_into(must_not_run, "nowhere/deep/", NULL) == 2);
    TEST(run_into(must_not_run, NULL, "nowhere/x.svg") == 2);
    TEST_TEXT(err_text, "lunette: cannot write nowhere/x.svg: there is no folder nowhere\n");
    TEST(access("nowhere", F_OK) != 0);
    TEST(run_into(must_not_run, NULL, "/dev/null/x") == 2);
    TEST_TEXT(err_text, "lunette: cannot write /dev/null/x: /dev/null: Not a directory\n");
    TEST(run_into(must_not_run, "/", NULL) == 0 && run_into(must_not_run, ".", NULL) == 0);
}

/* Why a model could not be read is a report like any other. */
static void test_files_of_a_model_that_was_not_read(void)
{
    TEST(run_into(write_unread, "out", NULL) == 3);
    expect_file("out/x.svg", "new");
    unlink("out/x.svg");
}

static void test_old_file(void)
{
    struct stat info;
    make_file("out/x.svg", 0600);
    TEST(run_into(write_and_die, "out", NULL) == 3);
    expect_file("out/x.svg", "old");
    TEST(run_into(write_and_lose_some, "out", NULL) == 2);
    expect_file("out/x.svg", "new");
    TEST(stat("out/x.svg", &info) == 0 && (info.st_mode & 0777) == 0600);
    TEST(entries_in("out") == 2);
    unlink("out/x.svg");
}

/* A repository may hold a link where a picture is expected. */
static void test_link_is_replaced(void)
{
    struct stat info;
    make_file("precious", 0600);
    TEST(symlink("../precious", "out/x.svg") == 0);
    TEST(run_into(write_new, "out", NULL) == 0);
    TEST(lstat("out/x.svg", &info) == 0 && S_ISREG(info.st_mode));
    expect_file("precious", "old");
    unlink("out/x.svg");
    unlink("precious");
}

static void test_unwritable(void)
{
    TEST(mkdir("out/a.svg", 0700) == 0);
    TEST(run_into(write_two_files, "out", NULL) == 2);
    TEST_TEXT(err_text, "lunette: cannot write out/a.svg: Is a directory\n");
    TEST(access("out/b.svg", F_OK) == 0);
    TEST(entries_in("out") == 3);
    unlink("out/b.svg");
    rmdir("out/a.svg");
    make_file("file", 0600);
    TEST(run_into(write_new, "file", NULL) == 2);
    TEST_TEXT(err_text, "lunette: cannot write file: Not a directory\n");
    expect_file("file", "old");
    unlink("file");
}

static void test_device(void)
{
    struct stat info;
    TEST(run_into(write_first, NULL, "/dev/full") == 2);
    TEST_TEXT(err_text, "lunette: cannot write /dev/full: No space left on device\n");
    TEST(run_into(write_first, NULL, "/dev/null") == 0);
    TEST(stat("/dev/null", &info) == 0 && S_ISCHR(info.st_mode));
    TEST(run_into(write_first, NULL, "/dev/stdout") == 0);
    TEST_TEXT(out_text, "new");
}

static int write_large(struct worker *worker, void *context)
{
    static const char large[100000];
    (void)context;
    worker_file(worker, "x.svg", large, sizeof large);
    return 0;
}

static void test_no_room(void)
{
    struct rlimit before, small;
    make_file("out/x.svg", 0600);
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){.rlim_cur = 50000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    TEST(run_into(write_large, "out", NULL) == 2);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    TEST_TEXT(err_text, "lunette: cannot write out/x.svg: File too large\n");
    expect_file("out/x.svg", "old");
    TEST(entries_in("out") == 2);
    unlink("out/x.svg");
}

static void test_read_only_folder(void)
{
    if (geteuid() == 0) {
        printf("skipped: read-only folder: root may write anywhere\n");
        return;
    }
    make_file("out/x.svg", 0600);
    chmod("out", 0500);
    TEST(run_into(write_new, "out", NULL) == 2);
    TEST_TEXT(err_text, "lunette: cannot write out: Permission denied\n");
    expect_file("out/x.svg", "old");
    chmod("out", 0700);
    unlink("out/x.svg");
}

static int write_under_name(struct worker *worker, void *context)
{
    worker_file(worker, context, "x", 1);
    return 0;
}

static void test_hostile_names(void)
{
    static const char *const names[] = {"", ".", "..", "../x", "/etc/x", "a/b", "a\nb", "a\x7f"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct supervisor_task task = task_of(write_under_name);
        char name[16];
        snprintf(name, sizeof name, "%s", names[i]);
        task.context = name;
        task.output_folder = "out";
        TEST(run_caught(&task) == 3);
        TEST_TEXT(err_text, "lunette: worker named a file with a path\n");
    }
    TEST(entries_in("out") == 1);
}

int main(void)
{
    if (!enter_test_folder())
        return 1;
    test_files();
    test_parents_are_not_made();
    test_files_of_a_model_that_was_not_read();
    test_old_file();
    test_link_is_replaced();
    test_unwritable();
    test_device();
    test_no_room();
    test_read_only_folder();
    test_hostile_names();
    unlink("out/deep/a.svg");
    unlink("out/deep/b.svg");
    rmdir("out/deep");
    rmdir("out");
    leave_test_folder();
    return test_done();
}
