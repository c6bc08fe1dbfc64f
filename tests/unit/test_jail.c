/* Each test forks a child, closes the jail around it and looks at how the child ends. */
#include "jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail/sanitized.h"
#include "test.h"

enum {
    HELD = 0,
    FAILED = 9
};

static const struct jail_options plain = {.memory = UINT64_C(1) << 30, .cpu_seconds = 10};

static bool offered(enum jail_part part)
{
    char detail[128];
    bool is_offered = jail_probe(part, detail, sizeof detail);
    if (!is_offered)
        printf("skipped: %s: %s\n", jail_parts[part].name, detail);
    return is_offered;
}

/* The wait status of a jailed child that runs `inside` and exits with what it returns. */
static int wait_status_of(const struct jail_options *options, int (*inside)(void))
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        jail_close(options);
        _exit(inside());
    }
    TEST(waitpid(child, &status, 0) == child);
    return status;
}

static bool holds_inside(const struct jail_options *options, int (*inside)(void))
{
    int status = wait_status_of(options, inside);
    return WIFEXITED(status) && WEXITSTATUS(status) == HELD;
}

static bool kills_inside(const struct jail_options *options, int (*inside)(void), int number)
{
    int status = wait_status_of(options, inside);
    return WIFSIGNALED(status) && WTERMSIG(status) == number;
}

/* ---- environment ---- */

static char *secret_text;

static int see_no_environment(void)
{
    bool gone = getenv("LUNETTE_SECRET") == NULL && getenv("PATH") == NULL && environ[0] == NULL;
    return gone && secret_text[0] == '\0' ? HELD : FAILED;
}

static void test_environment(void)
{
    setenv("LUNETTE_SECRET", "hunter2", 1);
    secret_text = getenv("LUNETTE_SECRET");
    TEST(holds_inside(&plain, see_no_environment));
    TEST_TEXT(getenv("LUNETTE_SECRET"), "hunter2");
}

/* ---- descriptors ---- */

static int pipe_ends[2], other_descriptor, high_descriptor;

static bool is_open(int descriptor)
{
    return fcntl(descriptor, F_GETFD) >= 0;
}

static int see_kept_descriptors(void)
{
    char byte;
    bool kept = is_open(pipe_ends[0]) && is_open(pipe_ends[1]);
    bool closed = !is_open(other_descriptor) && !is_open(high_descriptor);
    bool silent = read(STDIN_FILENO, &byte, 1) == 0 && write(STDOUT_FILENO, "secret\n", 7) == 7;
    return kept && closed && silent ? HELD : FAILED;
}

static void test_descriptors(void)
{
    int zero = open("/dev/zero", O_RDONLY);
    other_descriptor = dup(zero);
    high_descriptor = fcntl(zero, F_DUPFD, 700);
    TEST(pipe(pipe_ends) == 0);
    int keep[] = {pipe_ends[1], pipe_ends[0]};
    struct jail_options options = plain;
    options.keep = keep;
    options.keep_count = COUNT(keep);
    TEST(holds_inside(&options, see_kept_descriptors));
    close(zero);
    close(other_descriptor);
    close(high_descriptor);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

/* ---- process ---- */

static int see_no_new_privileges(void)
{
    char text[8192] = "";
    int status = open("/proc/self/status", O_RDONLY);
    if (status < 0 || read(status, text, sizeof text - 1) <= 0)
        return FAILED;
    return strstr(text, "NoNewPrivs:\t1") ? HELD : FAILED;
}

static void test_process(void)
{
    static const char *const readable[] = {"/proc", NULL};
    struct jail_options options = plain;
    options.readable = readable;
    TEST(holds_inside(&options, see_no_new_privileges));
}

static void wait_forever(void)
{
    while (true)
        poll(NULL, 0, 1000);
}

static void test_dies_with_parent(void)
{
    char byte;
    TEST(pipe(pipe_ends) == 0);
    pid_t middle = fork();
    if (middle == 0) {
        struct jail_options options = plain;
        options.keep = &pipe_ends[1];
        options.keep_count = 1;
        if (fork() == 0) {
            jail_close(&options);
            if (write(pipe_ends[1], "x", 1) == 1)
                wait_forever();
        }
        close(pipe_ends[1]);
        _exit(read(pipe_ends[0], &byte, 1) == 1 ? HELD : FAILED);
    }
    close(pipe_ends[1]);
    int status;
    TEST(waitpid(middle, &status, 0) == middle && status == HELD);
    /* The pipe ends when its last writer, the jailed one, is dead. */
    TEST(read(pipe_ends[0], &byte, 1) == 0);
    close(pipe_ends[0]);
}

/* ---- resource limits ---- */

static bool limit_is(int resource, rlim_t soft)
{
    struct rlimit limit;
    return getrlimit((__rlimit_resource_t)resource, &limit) == 0 && limit.rlim_cur == soft;
}

static int see_limits(void)
{
    bool small = limit_is(RLIMIT_FSIZE, 0) && limit_is(RLIMIT_CORE, 0) &&
                 limit_is(RLIMIT_NOFILE, 64) && limit_is(RLIMIT_CPU, 10);
    bool bounded =
        JAIL_SANITIZED || (limit_is(RLIMIT_AS, plain.memory) && limit_is(RLIMIT_NPROC, 0));
    return small && bounded ? HELD : FAILED;
}

static int see_memory_end(void)
{
    void *more = mmap(NULL, plain.memory, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return more == MAP_FAILED && errno == ENOMEM ? HELD : FAILED;
}

static int see_lower_limit_kept(void)
{
    return limit_is(RLIMIT_NOFILE, 32) ? HELD : FAILED;
}

static void test_limits(void)
{
    struct rlimit before, lower;
    TEST(holds_inside(&plain, see_limits));
    if (!JAIL_SANITIZED)
        TEST(holds_inside(&plain, see_memory_end));
    getrlimit(RLIMIT_NOFILE, &before);
    lower = (struct rlimit){.rlim_cur = 32, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &lower);
    TEST(holds_inside(&plain, see_lower_limit_kept));
    setrlimit(RLIMIT_NOFILE, &before);
}

/* ---- Landlock ---- */

static char folder[] = "/tmp/lunette-test-jail.XXXXXX";
static char inner_path[128], outer_path[128];

static int see_folder_only(void)
{
    bool inner = open(inner_path, O_RDONLY) >= 0;
    bool outer = open(outer_path, O_RDONLY) < 0 && errno == EACCES;
    bool users = open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES;
    bool root = open("/", O_RDONLY | O_DIRECTORY) < 0 && errno == EACCES;
    return inner && outer && users && root ? HELD : FAILED;
}

static int see_nothing(void)
{
    bool inner = open(inner_path, O_RDONLY) < 0 && errno == EACCES;
    return inner ? HELD : FAILED;
}

static int see_no_writing(void)
{
    struct open_how how = {.flags = O_WRONLY};
    long opened = syscall(SYS_openat2, AT_FDCWD, inner_path, &how, sizeof how);
    bool refused = opened < 0 && errno == EACCES;
    how = (struct open_how){.flags = O_RDONLY | O_TRUNC};
    opened = syscall(SYS_openat2, AT_FDCWD, inner_path, &how, sizeof how);
    return refused && opened < 0 ? HELD : FAILED;
}

static void make_file(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    TEST(file >= 0 && write(file, "x", 1) == 1);
    close(file);
}

static void test_landlock(void)
{
    char inner_folder[96];
    TEST(mkdtemp(folder) != NULL);
    snprintf(inner_folder, sizeof inner_folder, "%s/model", folder);
    TEST(mkdir(inner_folder, 0700) == 0);
    snprintf(inner_path, sizeof inner_path, "%s/model.lua", inner_folder);
    snprintf(outer_path, sizeof outer_path, "%s/outer.lua", folder);
    make_file(inner_path);
    make_file(outer_path);
    const char *const readable[] = {"/no/such/folder", inner_folder, NULL};
    struct jail_options options = plain;
    options.readable = readable;
    if (offered(JAIL_LANDLOCK)) {
        TEST(holds_inside(&options, see_folder_only));
        TEST(holds_inside(&options, see_no_writing));
        TEST(holds_inside(&plain, see_nothing));
    }
    unlink(inner_path);
    unlink(outer_path);
    rmdir(inner_folder);
    rmdir(folder);
}

/* ---- system calls ---- */

static int call_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static int call_execve(void)
{
    return execl("/bin/true", "true", (char *)NULL);
}

static int call_open_to_write(void)
{
    return open("/dev/null", O_WRONLY);
}

static int call_open_to_create(void)
{
    return open("/tmp/lunette-test-jail-created", O_RDONLY | O_CREAT, 0600);
}

static int call_fork(void)
{
    return fork();
}

static int call_ptrace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0;
}

static int call_kill(void)
{
    return kill(getppid(), 0);
}

static int call_kill_by_thread(void)
{
    return (int)syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static int call_unlink(void)
{
    return unlink("/tmp/lunette-test-jail-none");
}

static int call_new_limit(void)
{
    struct rlimit limit = {.rlim_cur = 1, .rlim_max = 1};
    return prlimit(0, RLIMIT_NOFILE, &limit, NULL);
}

static int call_setpgid(void)
{
    return setpgid(0, 0);
}

static int call_new_namespace(void)
{
    return (int)syscall(SYS_clone, SIGCHLD | CLONE_NEWUSER, NULL, NULL, NULL, NULL);
}

static void test_forbidden_calls(void)
{
    static int (*const calls[])(void) = {
        call_socket,  call_execve, call_open_to_write,  call_open_to_create,
        call_ptrace,  call_unlink, call_kill_by_thread, call_new_limit,
        call_setpgid, call_fork,   call_kill,           call_new_namespace,
    };
    static int (*const for_forkers_too[])(void) = {
        call_socket, call_execve, call_open_to_write, call_setpgid, call_new_namespace,
    };
    struct jail_options forker = plain;
    forker.may_fork = true;
    if (!offered(JAIL_SECCOMP))
        return;
    for (size_t i = 0; i < COUNT(calls); i++)
        TEST(kills_inside(&plain, calls[i], SIGSYS));
    for (size_t i = 0; i < COUNT(for_forkers_too); i++)
        TEST(kills_inside(&forker, for_forkers_too[i], SIGSYS));
}

static int compare_ints(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static int do_what_libraries_do(void)
{
    enum {
        MANY = 100000
    };
    int *numbers = malloc(MANY * sizeof *numbers);
    for (int i = 0; i < MANY; i++)
        numbers[i] = MANY - i;
    qsort(numbers, MANY, sizeof *numbers, compare_ints);
    bool sorted = numbers[0] == 1;
    numbers = realloc(numbers, sizeof *numbers * 40 * MANY);
    free(numbers);
    struct stat info;
    struct timespec now;
    char path[256];
    bool stated = fstat(STDIN_FILENO, &info) == 0 && stat("/", &info) == 0;
    bool told = clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0 && getcwd(path, sizeof path);
    bool no_terminal = isatty(STDIN_FILENO) == 0 && errno == ENOTTY;
    return sorted && stated && told && no_terminal ? HELD : FAILED;
}

static int map_executable(void)
{
    void *code = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return code == MAP_FAILED && errno == EACCES ? HELD : FAILED;
}

static int call_abort(void)
{
    abort();
}

static void *note_thread(void *noted)
{
    *(int *)noted = 1;
    return NULL;
}

static int fork_and_wait(void)
{
    int ends[2], status = -1, noted = 0;
    char byte = 0;
    pthread_t thread;
    if (pipe(ends) != 0)
        return FAILED;
    pid_t child = fork();
    if (child == 0) {
        alarm(1);
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        _exit(write(ends[1], "y", 1) == 1 ? HELD : FAILED);
    }
    bool told = read(ends[0], &byte, 1) == 1 && byte == 'y';
    bool waited = waitpid(child, &status, 0) == child && status == 0;
    bool threaded = pthread_create(&thread, NULL, note_thread, &noted) == 0 &&
                    pthread_join(thread, NULL) == 0 && noted;
    return told && waited && threaded ? HELD : FAILED;
}

static void test_allowed_calls(void)
{
    struct jail_options forker = plain;
    forker.may_fork = true;
    TEST(holds_inside(&plain, do_what_libraries_do));
    TEST(holds_inside(&forker, do_what_libraries_do));
    TEST(holds_inside(&forker, fork_and_wait));
    TEST(kills_inside(&plain, call_abort, SIGABRT));
    if (offered(JAIL_SECCOMP))
        TEST(holds_inside(&plain, map_executable));
}

/* ---- what holds and what is offered ---- */

static void test_probe(void)
{
    unsigned expected = 0;
    for (int part = 0; part < JAIL_PART_COUNT; part++) {
        char detail[128] = "";
        expected |= jail_probe((enum jail_part)part, detail, sizeof detail) ? 1U << part : 0;
        TEST(detail[0] != '\0');
        TEST(jail_parts[part].name != NULL && jail_parts[part].purpose != NULL);
    }
    pid_t child = fork();
    if (child == 0)
        _exit(jail_close(&plain) == expected ? HELD : FAILED);
    int status = -1;
    TEST(waitpid(child, &status, 0) == child && status == HELD);
    TEST(getenv("PATH") != NULL && is_open(STDOUT_FILENO));
}

int main(void)
{
    setenv("PATH", "/usr/bin:/bin", 0);
    test_environment();
    test_descriptors();
    test_process();
    test_dies_with_parent();
    test_limits();
    test_landlock();
    test_forbidden_calls();
    test_allowed_calls();
    test_probe();
    return test_done();
}
