// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ByteSource over zlib, which passes plain files through as they are.
#include "lotse/import/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

constexpr unsigned kBufferBytes = 128 * 1024;

class ZlibSource : public ByteSource {
 public:
  explicit ZlibSource(gzFile file) : file_(file) {}
  ~ZlibSource() override { gzclose_r(file_); }
  ZlibSource(const ZlibSource&) = delete;
  ZlibSource& operator=(const ZlibSource&) = delete;

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    const unsigned wanted =
        static_cast<unsigned>(std::min<size_t>(size, 1u << 30));
    errno = 0;
    const int count = gzread(file_, buffer, wanted);
    const int system_error = errno;
    if (count > 0) return static_cast<size_t>(count);
    int error = Z_OK;
    gzerror(file_, &error);
    if (error == Z_BUF_ERROR) {
      return absl::DataLossError(
          "the gzip data ends too early: copy or download the file again");
    }
    if (error == Z_ERRNO || (count < 0 && error == Z_OK)) {
      return absl::UnknownError(
          absl::StrCat("cannot be read: ", std::strerror(system_error)));
    }
    if (count < 0) {
      return absl::DataLossError(
          "the gzip data is damaged: copy or download the file again");
    }
    return size_t{0};
  }

 private:
  gzFile file_;
};

class TextSource : public ByteSource {
 public:
  TextSource(std::string text, std::unique_ptr<ByteSource> rest)
      : text_(std::move(text)), rest_(std::move(rest)) {}

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    if (position_ == text_.size()) {
      return rest_ == nullptr ? size_t{0} : rest_->Read(buffer, size);
    }
    const size_t count = std::min(size, text_.size() - position_);
    std::memcpy(buffer, text_.data() + position_, count);
    position_ += count;
    return count;
  }

 private:
  std::string text_;
  std::unique_ptr<ByteSource> rest_;
  size_t position_ = 0;
};

absl::Status OpenError(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError("there is no such file");
    case EACCES:
    case EPERM:
      return absl::PermissionDeniedError("you may not read this file");
    default:
      return absl::UnknownError(
          absl::StrCat("cannot be opened: ", std::strerror(error)));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> OpenByteSource(
    const std::string& path) {
  const int descriptor = path == "-" ? dup(STDIN_FILENO)
                                     : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return OpenError(errno);
  struct stat about;
  if (fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
    close(descriptor);
    return absl::InvalidArgumentError("is a folder: name a file in it");
  }
  gzFile file = gzdopen(descriptor, "rb");
  if (file == nullptr) {
    close(descriptor);
    return absl::ResourceExhaustedError("no memory is left to read it");
  }
  gzbuffer(file, kBufferBytes);
  return std::make_unique<ZlibSource>(file);
}

std::unique_ptr<ByteSource> TextByteSource(std::string text) {
  return std::make_unique<TextSource>(std::move(text), nullptr);
}

std::unique_ptr<ByteSource> PrependBytes(std::string head,
                                         std::unique_ptr<ByteSource> rest) {
  return std::make_unique<TextSource>(std::move(head), std::move(rest));
}

absl::StatusOr<std::string> ReadUpTo(ByteSource* source, size_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    const size_t old_size = bytes.size();
    bytes.resize(std::min(size, old_size + kBufferBytes));
    absl::StatusOr<size_t> count =
        source->Read(&bytes[old_size], bytes.size() - old_size);
    if (!count.ok()) return count.status();
    bytes.resize(old_size + *count);
    if (*count == 0) break;
  }
  return bytes;
}

}  // namespace lotse
