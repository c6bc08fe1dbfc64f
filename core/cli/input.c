#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_bytes(int descriptor, size_t most, struct buf *text)
{
    char bytes[65536];
    ssize_t count;
    while (text->length <= most) {
        count = read(descriptor, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0;
        buf_add(text, bytes, (size_t)count);
    }
    return true;
}

bool input_read(const char *path, size_t most, struct buf *text)
{
    struct stat info;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool done = fstat(descriptor, &info) == 0;
    if (done && !S_ISREG(info.st_mode)) {
        errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
        done = false;
    }
    done = done && read_bytes(descriptor, most, text);
    int problem = errno;
    close(descriptor);
    errno = problem;
    return done;
}
