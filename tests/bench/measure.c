/* Runs a program and writes what it cost, for the specs and the benchmarks.
 *
 *   measure REPORT SECONDS PROGRAM [ARGUMENT...]
 *
 * REPORT gets one line of `name=value` words: status (-1 when a signal ended it), signal, timeout (1 when it was
 * killed after SECONDS), wall_ms, cpu_ms (user and system, children included) and peak_kib (of the largest process).
 * Exit status: 0 when the program ran at all, 2 when not. Input, output and errors are the program's own. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USAGE = 2, NOT_STARTED = 127 };

static volatile sig_atomic_t timed_out;
static pid_t child;

/* The whole group dies: a supervisor's worker must not outlive the test. */
static void on_alarm(int signal_number)
{
    (void)signal_number;
    timed_out = 1;
    kill(-child, SIGKILL);
}

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double timeval_ms(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static _Noreturn void run_program(char **arguments)
{
    setpgid(0, 0);
    execvp(arguments[0], arguments);
    fprintf(stderr, "measure: %s: %s\n", arguments[0], strerror(errno));
    _exit(NOT_STARTED);
}

static int wait_for_child(void)
{
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return status;
}

static int write_report(const char *path, int status, double wall_ms)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    FILE *report = fopen(path, "w");
    if (!report)
        return USAGE;
    fprintf(report, "status=%d signal=%d timeout=%d wall_ms=%.3f cpu_ms=%.3f peak_kib=%ld\n",
            WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            WIFSIGNALED(status) ? WTERMSIG(status) : 0, (int)timed_out, wall_ms,
            timeval_ms(usage.ru_utime) + timeval_ms(usage.ru_stime), usage.ru_maxrss);
    return fclose(report) == 0 ? 0 : USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: measure REPORT SECONDS PROGRAM [ARGUMENT...]\n", stderr);
        return USAGE;
    }
    double start_ms = now_ms();
    child = fork();
    if (child == 0)
        run_program(argv + 3);
    if (child < 0)
        return USAGE;
    setpgid(child, child);
    signal(SIGALRM, on_alarm);
    alarm((unsigned)strtoul(argv[2], NULL, 10));
    int status = wait_for_child();
    return write_report(argv[1], status, now_ms() - start_ms);
}
