#include "sandbox/fd.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace sitewright::sandbox {

void Fd::reset() {
  // No retry on EINTR: Linux has closed the descriptor already.
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

std::string system_message(std::string_view what) {
  return std::string(what) + ": " + std::error_code(errno, std::generic_category()).message();
}

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(Code::unavailable, system_message("pipe"));
  Pipe pipe{Fd(ends[0]), Fd(ends[1])};
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) {
    return fail(Code::unavailable, system_message("pipe"));
  }
  ::fcntl(ends[0], F_SETPIPE_SZ, 1 << 18);  // fewer wake-ups; the default does as well
  return pipe;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<Fd> sealed_memory(std::string_view bytes) {
  Fd file(::memfd_create("sitewright", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.open()) return fail(Code::unavailable, system_message("memfd_create"));
  if (!write_all(file.get(), bytes) || ::lseek(file.get(), 0, SEEK_SET) != 0) {
    return fail(Code::unavailable, system_message("memfd"));
  }
  constexpr int seals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
  if (::fcntl(file.get(), F_ADD_SEALS, seals) != 0) {
    return fail(Code::unavailable, system_message("memfd"));
  }
  return file;
}

Result<Fd> reopened(const Fd& file) {
  const std::string name = "/proc/self/fd/" + std::to_string(file.get());
  Fd copy(::open(name.c_str(), O_RDONLY | O_CLOEXEC));
  if (!copy.open()) return fail(Code::unavailable, system_message("reopen"));
  return copy;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return fail(Code::not_found, system_message(path));
  std::string text;
  std::array<char, 16384> buffer{};
  while (true) {
    const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(Code::unavailable, system_message(path));
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > limit) return fail(Code::too_large, path + ": too large");
  }
}

}  // namespace sitewright::sandbox
