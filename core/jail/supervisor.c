#include "jail/supervisor.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "jail/frame.h"
#include "jail/output.h"
#include "jail/progress.h"
#include "jail/sanitized.h"
#include "jail/say.h"
#include "jail/signals.h"
#include "jail/worker.h"

enum {
    STATUS_FINDINGS = 1,
    STATUS_ENVIRONMENT = 2, /* also that of mem.h when memory is out */
    STATUS_STOPPED = 3,
    /* How often to look whether the worker is gone while a child of it keeps the pipe open. */
    LOOK_EVERY_MS = 200,
    DOING_MAX = 255,
};

/* Why the parent stopped listening. */
enum stop {
    STOP_NOT_YET,
    STOP_PIPE_CLOSED,
    STOP_DEADLINE,
    STOP_PROTOCOL, /* the worker said what no worker says: see problem */
    STOP_STDOUT,   /* nobody takes our standard output: see stdout_error */
};

struct supervisor {
    const struct supervisor_task *task;
    pid_t worker;
    int pipe;
    enum stop stop;
    int64_t deadline_ms;
    uint32_t allowed_ms; /* what the deadline was made of, for the message */
    bool second_phase;
    struct frame_reader reader;
    struct output output;
    int end_status; /* what the worker said last, or -1 */
    int wait_status;
    int stdout_error;
    struct progress progress;
    struct buf finally;
    const char *problem;
    char doing[DOING_MAX + 1];
};

/* ---- in the worker ---- */

static unsigned close_jail(const struct supervisor_task *task, int pipe)
{
    struct jail_options options = task->jail;
    int *keep = mem_alloc((options.keep_count + 1) * sizeof *keep);
    if (options.keep_count > 0)
        memcpy(keep, options.keep, options.keep_count * sizeof *keep);
    keep[options.keep_count++] = pipe;
    options.keep = keep;
    unsigned held = jail_close(&options);
    mem_free(keep);
    return held;
}

static bool jail_suffices(struct worker *worker, const struct supervisor_task *task, unsigned held)
{
    char line[256];
    bool suffices = true;
    for (int part = 0; task->require_jail && part < JAIL_PART_COUNT; part++) {
        if (held & 1U << part)
            continue;
        int length = snprintf(line, sizeof line, "lunette: the jail lacks %s (%s)\n",
                              jail_parts[part].name, jail_parts[part].purpose);
        worker_warn(worker, line, (size_t)length);
        suffices = false;
    }
    return suffices;
}

/* Without a parent there is nobody to answer: one that died before PDEATHSIG was set will not send it. */
static int work_jailed(struct worker *worker, const struct supervisor_task *task, pid_t parent)
{
    unsigned held = close_jail(task, worker->pipe);
    if (getppid() != parent)
        _exit(STATUS_ENVIRONMENT);
    return jail_suffices(worker, task, held) ? task->work(worker, task->context)
                                             : STATUS_ENVIRONMENT;
}

/* What only the worker needs is loaded here: a fork copies each mapping that there is, and the parent would take them
 * all down again at its end, a tenth of checking a small model. */
static _Noreturn void run_worker(const struct supervisor_task *task, int pipe, pid_t parent)
{
    static struct worker worker;
    worker.pipe = pipe;
    setpgid(0, 0);
    bool is_ready = !task->prepare || task->prepare(task->context);
    int status = is_ready ? work_jailed(&worker, task, parent) : STATUS_ENVIRONMENT;
    assert(status >= 0 && status <= STATUS_STOPPED);
    worker_end(&worker, status);
    /* The leak checker reports from exit. */
    if (JAIL_SANITIZED)
        exit(status);
    _exit(status);
}

/* ---- in the parent ---- */

static bool start_worker(struct supervisor *run)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    /* Or the worker would print it again. */
    fflush(stdout);
    fflush(stderr);
    run->worker = fork();
    if (run->worker == 0) {
        close(ends[0]);
        run_worker(run->task, ends[1], parent);
    }
    close(ends[1]);
    run->pipe = ends[0];
    if (run->worker < 0) {
        close(ends[0]);
        return false;
    }
    /* Both sides do it, so that it is done whichever runs first. */
    setpgid(run->worker, run->worker);
    return true;
}

/* Returns 0 or the errno of the write. A standard output that does not block is waited for. */
static int write_stream(int stream, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(stream, bytes, length);
        if (written < 0 && errno == EAGAIN)
            poll(&(struct pollfd){.fd = stream, .events = POLLOUT}, 1, -1);
        else if (written < 0 && errno != EINTR)
            return errno;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return 0;
}

/* The time that a slow reader of ours takes is not the worker's. */
static void take_print(struct supervisor *run, const struct frame *frame)
{
    progress_hide(&run->progress);
    int64_t start_ms = clock_now_ms();
    run->stdout_error = write_stream(STDOUT_FILENO, frame->bytes, frame->length);
    run->deadline_ms += clock_now_ms() - start_ms;
    if (run->stdout_error != 0)
        run->stop = STOP_STDOUT;
}

static void take_warn(struct supervisor *run, const struct frame *frame)
{
    progress_hide(&run->progress);
    int64_t start_ms = clock_now_ms();
    /* A closed standard error is no reason to keep the answer back. */
    (void)write_stream(STDERR_FILENO, frame->bytes, frame->length);
    run->deadline_ms += clock_now_ms() - start_ms;
}

static void take_file(struct supervisor *run, const struct frame *frame)
{
    run->problem =
        output_keep(&run->output, frame->name, frame->name_length, frame->bytes, frame->length);
}

static void take_finally(struct supervisor *run, const struct frame *frame)
{
    buf_add(&run->finally, frame->bytes, frame->length);
}

static void take_record(struct supervisor *run, const struct frame *frame)
{
    run->problem = output_record(&run->output, frame->bytes, frame->length);
}

static void note_doing(struct supervisor *run, const char *what, size_t length)
{
    length = length < DOING_MAX ? length : DOING_MAX;
    memcpy(run->doing, what, length);
    run->doing[length] = '\0';
}

static void take_doing(struct supervisor *run, const struct frame *frame)
{
    note_doing(run, frame->bytes, frame->length);
}

static void take_progress(struct supervisor *run, const struct frame *frame)
{
    if (run->task->shows_progress)
        progress_show(&run->progress, frame->bytes, frame->length);
}

/* What a painter or a worker's own parent takes, not this process. */
static void take_stray(struct supervisor *run, const struct frame *frame)
{
    (void)frame;
    run->problem = "sent a message that is for others";
}

static void take_phase(struct supervisor *run, const struct frame *frame)
{
    (void)frame;
    if (run->second_phase || !run->task->further_ms)
        return;
    run->second_phase = true;
    run->allowed_ms = run->task->further_ms;
    run->deadline_ms = clock_now_ms() + run->allowed_ms;
}

static void take_end(struct supervisor *run, const struct frame *frame)
{
    int status = frame->length == 1 ? (unsigned char)frame->bytes[0] : -1;
    if (status >= 0 && status <= STATUS_STOPPED)
        run->end_status = status;
    else
        run->problem = "ended with an unknown status";
}

static void take_frame(struct supervisor *run, const struct frame *frame)
{
    static void (*const take[FRAME_TYPE_END])(struct supervisor *, const struct frame *) = {
        [FRAME_PRINT] = take_print,       [FRAME_WARN] = take_warn,
        [FRAME_FILE] = take_file,         [FRAME_DOING] = take_doing,
        [FRAME_PHASE] = take_phase,       [FRAME_END] = take_end,
        [FRAME_VIEW] = take_stray,        [FRAME_PAINT] = take_stray,
        [FRAME_PROGRESS] = take_progress, [FRAME_FINALLY] = take_finally,
        [FRAME_RECORD] = take_record,
    };
    if (run->end_status >= 0)
        run->problem = "went on after its end";
    else
        take[frame->type](run, frame);
}

static void take_frames(struct supervisor *run)
{
    struct frame frame;
    enum frame_state state = FRAME_WHOLE;
    while (run->stop == STOP_NOT_YET && state == FRAME_WHOLE) {
        state = frame_next(&run->reader, &frame, &run->problem);
        if (state == FRAME_WHOLE)
            take_frame(run, &frame);
        if (run->problem)
            run->stop = STOP_PROTOCOL;
    }
}

static void read_pipe(struct supervisor *run)
{
    ssize_t length = frame_read(&run->reader, run->pipe);
    if (length > 0)
        take_frames(run);
    else if (length == 0 || errno != EINTR)
        run->stop = STOP_PIPE_CLOSED;
}

static bool worker_is_dead(const struct supervisor *run)
{
    siginfo_t info = {0};
    int result = waitid(P_PID, (id_t)run->worker, &info, WEXITED | WNOHANG | WNOWAIT);
    return result == 0 && info.si_pid == run->worker;
}

static void listen_to_worker(struct supervisor *run)
{
    struct pollfd pipe = {.fd = run->pipe, .events = POLLIN};
    while (run->stop == STOP_NOT_YET) {
        int64_t left_ms = run->deadline_ms - clock_now_ms();
        int wait_ms = left_ms < LOOK_EVERY_MS ? (int)left_ms : LOOK_EVERY_MS;
        if (left_ms <= 0)
            run->stop = STOP_DEADLINE;
        else if (poll(&pipe, 1, wait_ms) > 0)
            read_pipe(run);
        else if (worker_is_dead(run))
            run->stop = STOP_PIPE_CLOSED;
    }
}

/* The whole group, so that no layout child is left. A worker that has ended already keeps its
 * status: it holds its number until it is waited for. */
static void end_worker(struct supervisor *run)
{
    kill(-run->worker, SIGKILL);
    kill(run->worker, SIGKILL);
    while (waitpid(run->worker, &run->wait_status, 0) < 0 && errno == EINTR)
        continue;
    close(run->pipe);
    if (run->stop == STOP_PIPE_CLOSED && frame_is_cut(&run->reader) && WIFEXITED(run->wait_status))
        run->problem = "stopped in the midst of a message";
}

static int say_stopped(const struct supervisor *run, const char *what)
{
    say("%s%s%s", what, run->doing[0] ? ": " : "", run->doing);
    return STATUS_STOPPED;
}

static int say_deadline(const struct supervisor *run)
{
    char what[128];
    snprintf(what, sizeof what, "limit.time: stopped after %u ms", run->allowed_ms);
    return say_stopped(run, what);
}

static int say_out_of_memory(const struct supervisor *run)
{
    char what[128];
    snprintf(what, sizeof what, "limit.memory: no more memory (of %llu MiB)",
             (unsigned long long)(run->task->jail.memory >> 20));
    return say_stopped(run, what);
}

static int say_problem(const struct supervisor *run)
{
    char what[128];
    snprintf(what, sizeof what, "worker %s", run->problem);
    return say_stopped(run, what);
}

static int say_stdout(const struct supervisor *run)
{
    /* `lunette dump | head` is no error worth a line. */
    if (run->stdout_error != EPIPE)
        say("cannot write standard output: %s", strerror(run->stdout_error));
    return STATUS_ENVIRONMENT;
}

static int say_signal(const struct supervisor *run, int number)
{
    char what[128];
    const char *name = sigabbrev_np(number);
    if (number == SIGKILL)
        return say_out_of_memory(run);
    if (number == SIGXCPU)
        snprintf(what, sizeof what, "limit.time: stopped after %u s of processor time",
                 run->task->jail.cpu_seconds);
    else
        snprintf(what, sizeof what, "worker died of SIG%s", name ? name : "?");
    return say_stopped(run, what);
}

static int say_exit(const struct supervisor *run, int status)
{
    char what[128];
    if (status == STATUS_ENVIRONMENT)
        return say_out_of_memory(run);
    snprintf(what, sizeof what, "worker ended early with status %d", status);
    return say_stopped(run, what);
}

/* Status and exit are the worker's own word, after the last of its messages. */
static bool ended_itself(const struct supervisor *run)
{
    return run->stop == STOP_PIPE_CLOSED && !run->problem && WIFEXITED(run->wait_status) &&
           run->end_status == WEXITSTATUS(run->wait_status);
}

/* The exit status of the command before its files are written; complains when it is not the worker's
 * own word. */
static int judge(const struct supervisor *run)
{
    if (run->stop == STOP_DEADLINE)
        return say_deadline(run);
    if (run->stop == STOP_STDOUT)
        return say_stdout(run);
    if (run->problem)
        return say_problem(run);
    if (WIFSIGNALED(run->wait_status))
        return say_signal(run, WTERMSIG(run->wait_status));
    if (run->end_status != WEXITSTATUS(run->wait_status))
        return say_exit(run, WEXITSTATUS(run->wait_status));
    return run->end_status;
}

static int supervise(struct supervisor *run, struct signals *before)
{
    if (!start_worker(run)) {
        say("cannot start a worker: %s", strerror(errno));
        return STATUS_ENVIRONMENT;
    }
    signals_guard(before, run->worker);
    run->allowed_ms = run->task->wall_ms;
    run->deadline_ms = clock_now_ms() + run->allowed_ms;
    progress_start(&run->progress);
    listen_to_worker(run);
    end_worker(run);
    signals_release(before);
    progress_hide(&run->progress);
    int status = judge(run);
    if (!ended_itself(run))
        return status;
    if (!output_write(&run->output))
        return STATUS_ENVIRONMENT;
    (void)write_stream(STDERR_FILENO, buf_text(&run->finally), run->finally.length);
    return status;
}

int supervisor_run(const struct supervisor_task *task)
{
    struct signals before;
    struct supervisor run = {
        .task = task,
        .end_status = -1,
        .output = {.folder = task->output_folder,
                   .nests = task->output_nests,
                   .overwrites = task->overwrites,
                   .paths = task->output_paths},
    };
    if (!output_has_folders(&run.output))
        return STATUS_ENVIRONMENT;
    if (task->doing)
        note_doing(&run, task->doing, strlen(task->doing));
    signals_prepare(&before);
    int status = supervise(&run, &before);
    signals_restore(&before);
    output_free(&run.output);
    frame_reader_free(&run.reader);
    buf_free(&run.finally);
    return status;
}
