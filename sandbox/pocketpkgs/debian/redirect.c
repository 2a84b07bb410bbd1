/* Comes before the C library of a program that has a folder's name built in, and opens what is below it elsewhere. It
   asks the kernel itself, so that it needs no library of its own. */
#include <stdarg.h>

static long ask(long number, long a, long b, long c, long d) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
  return x0;
#else
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d) : "memory");
  return result;
#endif
}

#if defined(__x86_64__)
enum { OPENAT = 257 };
#elif defined(__aarch64__)
enum { OPENAT = 56 };
#else
enum { OPENAT = 295 };
#endif
enum { HERE = -100, LARGE = 0100000 };

int *__errno_location(void);

static int open_there(const char *path, int flags, long mode) {
  static const char from[] = FROM, to[] = TO;
  char there[4096];
  unsigned long at = 0, length = sizeof to - 1;
  while (from[at] && path[at] == from[at]) at++;
  if (!from[at]) {
    unsigned long next = 0;
    for (; next < length; next++) there[next] = to[next];
    while (path[at] && next < sizeof there - 1) there[next++] = path[at++];
    there[next] = 0;
    path = there;
  }
#ifdef __i386__
  flags |= LARGE;
#endif
  long result = ask(OPENAT, HERE, (long)path, flags, mode);
  if (result < 0) {
    *__errno_location() = -result;
    return -1;
  }
  return result;
}

#define OPEN(name)                                      \
  int name(const char *path, int flags, ...) {          \
    va_list rest;                                       \
    va_start(rest, flags);                              \
    int result = open_there(path, flags, va_arg(rest, int)); \
    va_end(rest);                                       \
    return result;                                      \
  }
OPEN(open)
OPEN(open64)
