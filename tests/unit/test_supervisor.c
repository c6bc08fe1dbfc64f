/* Runs small workers and looks at what reaches the streams, the files and the exit status. */
#include "jail/supervisor.h"

#include <poll.h>
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "base/mem.h"
#include "jail/frame.h"
#include "jail/sanitized.h"
#include "jail/worker.h"
#include "supervised.h"

/* ---- printing ---- */

static int print_words(struct worker *worker, void *context)
{
    worker_print(worker, "first ", 6);
    worker_print(worker, "second\n", 7);
    worker_warn(worker, "careful\n", 8);
    return *(const int *)context;
}

static void test_print(void)
{
    struct supervisor_task task = task_of(print_words);
    for (int status = 0; status <= 3; status++) {
        task.context = &status;
        TEST(run_caught(&task) == status);
        TEST_TEXT(out_text, "first second\n");
        TEST_TEXT(err_text, "careful\n");
    }
}

enum { MUCH = 1000000 };

static int print_much(struct worker *worker, void *context)
{
    (void)context;
    char *much = mem_alloc(MUCH);
    memset(much, 'm', MUCH);
    for (int i = 0; i < 3; i++)
        worker_print(worker, much, MUCH);
    mem_free(much);
    return 0;
}

static void test_print_much(void)
{
    struct supervisor_task task = task_of(print_much);
    struct stat info;
    int saved = redirect(STDOUT_FILENO, "much");
    TEST(supervisor_run(&task) == 0);
    put_back(STDOUT_FILENO, saved);
    TEST(stat("much", &info) == 0 && info.st_size == (off_t)MUCH * 3);
    unlink("much");
}

/* A reader that goes away, as head does. */
static void test_closed_stdout(void)
{
    struct supervisor_task task = task_of(print_much);
    int ends[2];
    TEST(pipe(ends) == 0);
    close(ends[0]);
    int saved = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    int saved_err = redirect(STDERR_FILENO, "caught-err");
    int status = supervisor_run(&task);
    put_back(STDERR_FILENO, saved_err);
    put_back(STDOUT_FILENO, saved);
    read_text("caught-err", err_text);
    unlink("caught-err");
    TEST(status == 2);
    TEST_TEXT(err_text, "");
}

static void test_full_stdout(void)
{
    struct supervisor_task task = task_of(print_much);
    int saved = redirect(STDOUT_FILENO, "/dev/full");
    int saved_err = redirect(STDERR_FILENO, "caught-err");
    TEST(supervisor_run(&task) == 2);
    put_back(STDERR_FILENO, saved_err);
    put_back(STDOUT_FILENO, saved);
    read_text("caught-err", err_text);
    unlink("caught-err");
    TEST_TEXT(err_text, "lunette: cannot write standard output: No space left on device\n");
}

/* A reader slower than the worker's time: it is the reader's time that passes. */
static void test_slow_reader(void)
{
    struct supervisor_task task = task_of(print_much);
    static char bytes[65536];
    int ends[2];
    task.wall_ms = 1000;
    TEST(pipe(ends) == 0);
    pid_t reader = fork();
    if (reader == 0) {
        close(ends[1]);
        nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 500000000}, NULL);
        while (read(ends[0], bytes, sizeof bytes) > 0)
            continue;
        _exit(0);
    }
    close(ends[0]);
    int saved = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    int status = supervisor_run(&task);
    put_back(STDOUT_FILENO, saved);
    TEST(status == 0);
    TEST(waitpid(reader, NULL, 0) == reader);
}

/* ---- workers that come to a bad end ---- */

static int do_abort(struct worker *worker, void *context)
{
    (void)context;
    worker_print(worker, "before\n", 7);
    worker_doing(worker, "models/a.lua");
    abort();
}

static int do_crash(struct worker *worker, void *context)
{
    (void)context;
    worker_doing(worker, "bad \033[2J name");
    return raise(SIGSEGV);
}

static int do_exit(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    _exit(0);
}

static int do_run_out_of_memory(struct worker *worker, void *context)
{
    (void)context;
    worker_doing(worker, "models/large.lua");
    for (int i = 0; i < 64; i++)
        if (mem_alloc((size_t)64 << 20) == NULL)
            return 0;
    return 0;
}

static int do_spin(struct worker *worker, void *context)
{
    volatile bool forever = true;
    (void)context;
    worker_doing(worker, "models/slow.lua");
    while (forever)
        continue;
    return 0;
}

static int do_trickle(struct worker *worker, void *context)
{
    volatile bool forever = true;
    (void)context;
    while (forever)
        worker_doing(worker, "talking");
    return 0;
}

static int do_socket(struct worker *worker, void *context)
{
    (void)context;
    worker_doing(worker, "models/a.lua");
    return socket(AF_INET, SOCK_STREAM, 0) < 0;
}

static void test_crashes(void)
{
    expect_stopped(do_abort, "lunette: worker died of SIGABRT: models/a.lua\n");
    TEST_TEXT(out_text, "before\n");
    if (!JAIL_SANITIZED)
        expect_stopped(do_crash, "lunette: worker died of SIGSEGV: bad \\x1b[2J name\n");
    expect_stopped(do_exit, "lunette: worker ended early with status 0\n");
    if (JAIL_SANITIZED)
        printf("skipped: limits of memory and calls: built with sanitizers\n");
    else
        expect_stopped(do_run_out_of_memory,
                       "lunette: limit.memory: no more memory (of 1024 MiB): models/large.lua\n");
}

static void test_forbidden_call(void)
{
    char detail[128];
    if (jail_probe(JAIL_SECCOMP, detail, sizeof detail))
        expect_stopped(do_socket, "lunette: worker died of SIGSYS: models/a.lua\n");
    else
        printf("skipped: seccomp: %s\n", detail);
}

static void test_deadline(void)
{
    struct supervisor_task task = task_of(do_spin);
    task.wall_ms = 300;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text, "lunette: limit.time: stopped after 300 ms: models/slow.lua\n");
    task.work = do_trickle;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text, "lunette: limit.time: stopped after 300 ms: talking\n");
    task = task_of(do_spin);
    task.jail.cpu_seconds = 1;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text,
              "lunette: limit.time: stopped after 1 s of processor time: models/slow.lua\n");
}

static int do_two_phases(struct worker *worker, void *context)
{
    (void)context;
    worker_doing(worker, "models/a.lua");
    worker_end_phase(worker);
    return poll(NULL, 0, 500);
}

/* Asks for the second phase again and again. */
static int do_buy_time(struct worker *worker, void *context)
{
    worker_doing(worker, "models/slow.lua");
    while (!context)
        worker_end_phase(worker);
    return 0;
}

static void test_phases(void)
{
    struct supervisor_task task = task_of(do_two_phases);
    task.wall_ms = 300;
    task.further_ms = 5000;
    TEST(run_caught(&task) == 0);
    task.further_ms = 200;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text, "lunette: limit.time: stopped after 200 ms: models/a.lua\n");
    task.work = do_buy_time;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text, "lunette: limit.time: stopped after 200 ms: models/slow.lua\n");
    task.further_ms = 0;
    TEST(run_caught(&task) == 3);
    TEST_TEXT(err_text, "lunette: limit.time: stopped after 300 ms: models/slow.lua\n");
}

/* A child of the worker that keeps the pipe open and would outlive it. */
static int leave_child(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    if (fork() == 0)
        nanosleep(&(struct timespec){.tv_sec = 60}, NULL);
    return 0;
}

static void test_left_child(void)
{
    struct supervisor_task task = task_of(leave_child);
    struct timespec start, end;
    task.jail.may_fork = true;
    clock_gettime(CLOCK_MONOTONIC, &start);
    TEST(run_caught(&task) == 0);
    clock_gettime(CLOCK_MONOTONIC, &end);
    TEST(end.tv_sec - start.tv_sec < 4);
}

/* ---- what a work function finds ---- */

static int see_jail(struct worker *worker, void *context)
{
    (void)worker;
    (void)context;
    return getenv("PATH") == NULL && environ[0] == NULL ? 0 : 1;
}

static void test_jail_is_closed(void)
{
    struct supervisor_task task = task_of(see_jail);
    unsigned offered = 0;
    char detail[128];
    TEST(run_caught(&task) == 0);
    for (int part = 0; part < JAIL_PART_COUNT; part++)
        offered += jail_probe((enum jail_part)part, detail, sizeof detail);
    task.require_jail = true;
    TEST(run_caught(&task) == (offered == JAIL_PART_COUNT ? 0 : 2));
    TEST((err_text[0] != '\0') == (offered < JAIL_PART_COUNT));
    if (JAIL_SANITIZED)
        TEST(strstr(err_text, "lunette: the jail lacks seccomp (") != NULL);
}

/* Started by a program that ignores its children. */
static void test_ignored_children(void)
{
    signal(SIGCHLD, SIG_IGN);
    TEST(run_work(see_jail) == 0);
    TEST(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
    TEST(signal(SIGPIPE, SIG_DFL) == SIG_DFL);
}

/* ---- hostile frames ---- */

static void send_raw(const struct worker *worker, const void *bytes, size_t length)
{
    TEST(write(worker->pipe, bytes, length) == (ssize_t)length);
}

static void send_header(const struct worker *worker, uint32_t type, uint32_t name, uint64_t length)
{
    const struct frame_header header = {.type = type, .name_length = name, .length = length};
    send_raw(worker, &header, sizeof header);
}

static int send_unknown_type(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, 77, 0, 0);
    return 0;
}

static int send_type_zero(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, 0, 0, 0);
    return 0;
}

static int send_long_name(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, FRAME_FILE, 256, 0);
    return 0;
}

static int send_huge(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, FRAME_PRINT, 0, UINT64_MAX);
    return 0;
}

static int send_much(struct worker *worker, void *context)
{
    enum { PIECE = 1 << 20 };
    char *piece = mem_alloc(PIECE);
    (void)context;
    memset(piece, 0, PIECE);
    for (int i = 0; i < 300; i++)
        worker_file(worker, "x.svg", piece, PIECE);
    mem_free(piece);
    return 0;
}

static int send_partial(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, FRAME_PRINT, 0, 1000);
    send_raw(worker, "only this", 9);
    _exit(0);
}

static int send_part_of_header(struct worker *worker, void *context)
{
    (void)context;
    send_raw(worker, "abc", 3);
    _exit(0);
}

static int send_bad_status(struct worker *worker, void *context)
{
    (void)context;
    send_header(worker, FRAME_END, 0, 1);
    send_raw(worker, "\x7f", 1);
    return 0;
}

static int send_after_end(struct worker *worker, void *context)
{
    (void)context;
    worker_end(worker, 0);
    worker_print(worker, "more", 4);
    return 0;
}

static int claim_status(struct worker *worker, void *context)
{
    (void)context;
    worker_end(worker, 0);
    _exit(1);
}

static int send_unasked_file(struct worker *worker, void *context)
{
    (void)context;
    worker_file(worker, "x.svg", "new", 3);
    return 0;
}

static void test_hostile_frames(void)
{
    static const struct {
        work_function *work;
        const char *line;
    } cases[] = {
        {send_unknown_type, "lunette: worker sent a message of an unknown kind\n"},
        {send_type_zero, "lunette: worker sent a message of an unknown kind\n"},
        {send_long_name, "lunette: worker sent a name that is too long\n"},
        {send_huge, "lunette: worker sent more than 256 MiB\n"},
        {send_partial, "lunette: worker stopped in the midst of a message\n"},
        {send_part_of_header, "lunette: worker stopped in the midst of a message\n"},
        {send_bad_status, "lunette: worker ended with an unknown status\n"},
        {send_after_end, "lunette: worker went on after its end\n"},
        {claim_status, "lunette: worker ended early with status 1\n"},
        {send_unasked_file, "lunette: worker sent a file that nobody asked for\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_stopped(cases[i].work, cases[i].line);
        TEST_TEXT(out_text, "");
    }
    TEST(run_into(send_much, "out", NULL) == 3);
    TEST_TEXT(err_text, "lunette: worker sent more than 256 MiB\n");
    TEST(access("out", F_OK) != 0);
}

/* ---- signals to this process ---- */

static int wait_for_signal(struct worker *worker, void *context)
{
    worker_print(worker, "ready\n", 6);
    worker_warn(worker, "", 0);
    return do_spin(worker, context);
}

/* The pipe that the worker prints to ends when every holder of it is dead, the worker included. */
static void test_interrupted(void)
{
    int ends[2];
    char text[16];
    TEST(pipe(ends) == 0);
    pid_t lunette = fork();
    if (lunette == 0) {
        struct supervisor_task task = task_of(wait_for_signal);
        int keep = ends[1];
        task.jail.keep = &keep;
        task.jail.keep_count = 1;
        dup2(ends[1], STDOUT_FILENO);
        _exit(supervisor_run(&task));
    }
    close(ends[1]);
    TEST(read(ends[0], text, sizeof text) == 6);
    kill(lunette, SIGTERM);
    int status = 0;
    TEST(waitpid(lunette, &status, 0) == lunette);
    TEST(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    TEST(read(ends[0], text, sizeof text) == 0);
    close(ends[0]);
}

int main(void)
{
    if (!enter_test_folder())
        return 1;
    test_print();
    test_print_much();
    test_closed_stdout();
    test_full_stdout();
    test_slow_reader();
    test_crashes();
    test_forbidden_call();
    test_deadline();
    test_phases();
    test_left_child();
    test_jail_is_closed();
    test_ignored_children();
    test_hostile_frames();
    test_interrupted();
    leave_test_folder();
    return test_done();
}
