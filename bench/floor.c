/* The floor under fan-out: one thread that does nothing but send() the same bytes to every socket, in turn.
 *
 *     floor READERS BYTES SECONDS
 *
 * The sender stays on core 0; a second process on core 1 reads what comes. Loopback TCP without delay, as the
 * server's. At most eight rounds are under way. Prints: sends, seconds, the sender's seconds of processor time.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FLIGHT = 8 };

static void stay_on(int core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static double seconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

/* Read everything from every socket, and tell how many bytes came in all. */
static void drain(int port, int readers, volatile unsigned long long *read_so_far) {
    static char into[1 << 18];
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct epoll_event ready[512];
    int poll = epoll_create1(0);
    stay_on(1);
    for (int number = 0; number < readers; number++) {
        struct epoll_event event = {.events = EPOLLIN};
        event.data.fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(event.data.fd, (struct sockaddr *)&there, sizeof there) < 0) die("connect");
        epoll_ctl(poll, EPOLL_CTL_ADD, event.data.fd, &event);
    }
    for (;;) {
        int many = epoll_wait(poll, ready, 512, -1);
        for (int place = 0; place < many; place++) {
            ssize_t came = read(ready[place].data.fd, into, sizeof into);
            if (came > 0) *read_so_far += came;
        }
    }
}

int main(int count, char **given) {
    if (count != 4) return 2;
    int readers = atoi(given[1]), bytes = atoi(given[2]), one = 1;
    double limit = atof(given[3]);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    volatile unsigned long long *read_so_far =
        mmap(NULL, sizeof *read_so_far, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof here;
    if (bind(listener, (struct sockaddr *)&here, sizeof here) < 0 || listen(listener, 4096) < 0) die("listen");
    getsockname(listener, (struct sockaddr *)&here, &size);
    pid_t reader = fork();
    if (reader == 0) drain(ntohs(here.sin_port), readers, read_so_far);
    stay_on(0);
    int *sockets = calloc(readers, sizeof *sockets);
    for (int number = 0; number < readers; number++) {
        sockets[number] = accept(listener, NULL, NULL);
        if (sockets[number] < 0) die("accept");
        setsockopt(sockets[number], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    char *frame = malloc(bytes);
    memset(frame, 'k', bytes);
    unsigned long long sent = 0, round_bytes = (unsigned long long)readers * bytes, rounds = 0;
    double began = seconds_of(CLOCK_MONOTONIC), used = seconds_of(CLOCK_PROCESS_CPUTIME_ID), now = began;
    while ((now = seconds_of(CLOCK_MONOTONIC)) < began + limit) {
        if (rounds * round_bytes - *read_so_far >= FLIGHT * round_bytes && rounds * round_bytes > *read_so_far) {
            sched_yield();
            continue;
        }
        for (int number = 0; number < readers; number++) {
            ssize_t done = send(sockets[number], frame, bytes, MSG_NOSIGNAL);
            if (done != bytes) die("send");
            sent++;
        }
        rounds++;
    }
    used = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - used;
    kill(reader, SIGKILL);
    waitpid(reader, NULL, 0);
    printf("%llu %.6f %.6f\n", sent, now - began, used);
    return 0;
}
