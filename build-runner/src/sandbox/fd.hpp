// An owned file descriptor, and the few ways the runner makes one. Every descriptor is opened with
// O_CLOEXEC: a child gets only what spawn() hands it.
// Errors: unavailable when the kernel refuses.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "result/result.hpp"

namespace sitewright::sandbox {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { reset(); }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  void reset();
  /// Gives the descriptor away.
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

struct Pipe {
  Fd read;   ///< non-blocking
  Fd write;  ///< blocking, for the child
};

[[nodiscard]] Result<Pipe> make_pipe();

/// A sealed anonymous file: whoever holds it can read it, nobody can change it.
[[nodiscard]] Result<Fd> sealed_memory(std::string_view bytes);

/// The same file with its own read position.
[[nodiscard]] Result<Fd> reopened(const Fd& file);

[[nodiscard]] bool write_all(int fd, std::string_view bytes);

[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t limit);

/// "what: No such file or directory", from errno.
[[nodiscard]] std::string system_message(std::string_view what);

}  // namespace sitewright::sandbox
