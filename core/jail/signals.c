#include "jail/signals.h"

#include <stddef.h>

static const int ending[SIGNALS_ENDING] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

static volatile pid_t guarded_worker;

static void end_with_worker(int number)
{
    if (guarded_worker > 0)
        kill(-guarded_worker, SIGKILL);
    /* SA_RESETHAND has put the default back: this time it ends the process. */
    raise(number);
}

void signals_prepare(struct signals *before)
{
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGPIPE, &ignore, &before->pipe);
    sigaction(SIGCHLD, &standard, &before->child);
}

void signals_guard(struct signals *before, pid_t worker)
{
    const struct sigaction guard = {.sa_handler = end_with_worker, .sa_flags = (int)SA_RESETHAND};
    guarded_worker = worker;
    for (size_t i = 0; i < SIGNALS_ENDING; i++) {
        sigaction(ending[i], &guard, &before->ending[i]);
        /* nohup stays nohup. */
        if (before->ending[i].sa_handler == SIG_IGN)
            sigaction(ending[i], &before->ending[i], NULL);
    }
}

void signals_release(const struct signals *before)
{
    guarded_worker = 0;
    for (size_t i = 0; i < SIGNALS_ENDING; i++)
        sigaction(ending[i], &before->ending[i], NULL);
}

void signals_restore(const struct signals *before)
{
    sigaction(SIGPIPE, &before->pipe, NULL);
    sigaction(SIGCHLD, &before->child, NULL);
}
