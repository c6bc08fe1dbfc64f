#include "jail/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "jail/worker.h"

enum { STATUS_NO_MEMORY = 2 }; /* of mem.h */

static _Noreturn void run(int (*work)(struct worker *, void *), void *context, int pipe,
                          pid_t parent)
{
    static struct worker worker;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent)
        _exit(STATUS_NO_MEMORY);
    worker.pipe = pipe;
    int status = work(&worker, context);
    worker_end(&worker, status);
    _exit(status);
}

bool child_start(struct child *child, int (*work)(struct worker *worker, void *context),
                 void *context, uint32_t time_ms)
{
    int ends[2];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        run(work, context, ends[1], parent);
    }
    int error = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        errno = error;
        return false;
    }
    *child = (struct child){.process = process,
                            .pipe = ends[0],
                            .time_ms = time_ms,
                            .deadline_ms = clock_now_ms() + time_ms};
    return true;
}

/* Waits for it; 0 when somebody else has. */
static int reap(struct child *child)
{
    int status = 0;
    pid_t found;
    while ((found = waitpid(child->process, &status, 0)) < 0 && errno == EINTR)
        continue;
    child->process = 0;
    return found > 0 ? status : 0;
}

static void describe_end(int status, char *why)
{
    const char *name = WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : NULL;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        snprintf(why, CHILD_WHY_SIZE, "took too much processor time");
    else if (WIFSIGNALED(status))
        snprintf(why, CHILD_WHY_SIZE, "died of SIG%s", name ? name : "?");
    else if (WEXITSTATUS(status) == STATUS_NO_MEMORY)
        snprintf(why, CHILD_WHY_SIZE, "had no more memory");
    else
        snprintf(why, CHILD_WHY_SIZE, "ended early with status %d", WEXITSTATUS(status));
}

static enum child_state read_reply(struct child *child, char *why)
{
    switch (reply_read(&child->reply, child->pipe)) {
    case REPLY_WHOLE: return CHILD_DONE;
    case REPLY_BROKEN: snprintf(why, CHILD_WHY_SIZE, "%s", child->reply.problem); return CHILD_LOST;
    case REPLY_CLOSED: describe_end(reap(child), why); return CHILD_LOST;
    default: return CHILD_BUSY;
    }
}

enum child_state child_look(struct child *child, bool is_readable, char *why)
{
    enum child_state state = is_readable ? read_reply(child, why) : CHILD_BUSY;
    if (state != CHILD_BUSY || clock_now_ms() < child->deadline_ms)
        return state;
    snprintf(why, CHILD_WHY_SIZE, "took longer than %g s", child->time_ms / 1000.0);
    return CHILD_LOST;
}

void child_end(struct child *child)
{
    if (child->process > 0) {
        kill(child->process, SIGKILL);
        reap(child);
    }
    close(child->pipe);
    reply_free(&child->reply);
    *child = (struct child){.process = 0};
}
