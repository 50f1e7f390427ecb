// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteNewFile.
#include "tools/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace lotse::tools {

absl::Status WriteNewFile(const std::string& path, const std::string& text,
                          bool force) {
  const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL);
  const int descriptor = open(path.c_str(), flags, 0666);
  if (descriptor < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError(absl::StrCat(
        path, ": exists; name another file, or overwrite it with --force"));
  }
  if (descriptor < 0) {
    return absl::UnknownError(
        absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
  }
  absl::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t count = write(descriptor, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    rest.remove_prefix(static_cast<size_t>(count));
  }
  const int error = errno;
  const bool closed = close(descriptor) == 0;
  if (rest.empty() && closed) return absl::OkStatus();
  return absl::UnknownError(
      absl::StrCat(path, ": cannot be written: ", std::strerror(error)));
}

}  // namespace lotse::tools
