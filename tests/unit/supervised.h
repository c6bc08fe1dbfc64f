/* Running a task with both standard streams caught, in a temporary folder of the test's own. */
#ifndef LUNETTE_TESTS_UNIT_SUPERVISED_H
#define LUNETTE_TESTS_UNIT_SUPERVISED_H

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jail/supervisor.h"
#include "test.h"

enum {
    TEXT_MAX = 4096
};

typedef int work_function(struct worker *worker, void *context);

static char out_text[TEXT_MAX], err_text[TEXT_MAX];

static inline struct supervisor_task task_of(work_function *work)
{
    return (struct supervisor_task){
        .work = work,
        .jail = {.memory = UINT64_C(1) << 30, .cpu_seconds = 10},
        .wall_ms = 5000,
    };
}

static inline void read_text(const char *path, char *text)
{
    text[0] = '\0';
    int file = open(path, O_RDONLY);
    ssize_t length = file >= 0 ? read(file, text, TEXT_MAX - 1) : 0;
    text[length > 0 ? length : 0] = '\0';
    close(file);
}

static inline int redirect(int stream, const char *path)
{
    int saved = dup(stream);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, stream);
    close(file);
    return saved;
}

static inline void put_back(int stream, int saved)
{
    dup2(saved, stream);
    close(saved);
}

/* Runs the task with both streams going to files; fills out_text and err_text. */
static inline int run_caught(const struct supervisor_task *task)
{
    fflush(stdout);
    int saved_out = redirect(STDOUT_FILENO, "caught-out");
    int saved_err = redirect(STDERR_FILENO, "caught-err");
    int status = supervisor_run(task);
    put_back(STDOUT_FILENO, saved_out);
    put_back(STDERR_FILENO, saved_err);
    read_text("caught-out", out_text);
    read_text("caught-err", err_text);
    unlink("caught-out");
    unlink("caught-err");
    return status;
}

static inline int run_work(work_function *work)
{
    struct supervisor_task task = task_of(work);
    return run_caught(&task);
}

static inline void expect_stopped(work_function *work, const char *line)
{
    TEST(run_work(work) == 3);
    TEST_TEXT(err_text, line);
}

static inline int entries_in(const char *path)
{
    DIR *stream = opendir(path);
    int count = -2; /* without . and .. */
    while (stream && readdir(stream))
        count++;
    if (stream)
        closedir(stream);
    return count;
}

static inline int run_into(work_function *work, const char *output_folder, const char *output_path)
{
    struct supervisor_task task = task_of(work);
    const char *const paths[] = {output_path, NULL};
    task.output_folder = output_folder;
    task.output_paths = output_path ? paths : NULL;
    return run_caught(&task);
}

static char test_folder[] = "/tmp/lunette-test.XXXXXX";

static inline bool enter_test_folder(void)
{
    umask(022);
    return mkdtemp(test_folder) && chdir(test_folder) == 0;
}

/* The folder must be empty again: nothing temporary is left. */
static inline void leave_test_folder(void)
{
    TEST(entries_in(".") == 0);
    TEST(rmdir(test_folder) == 0);
}

#endif
