// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Output, Progress and the writing of notes and numbers.
#include "tools/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "lotse/base/decimal.h"
#include "lotse/base/utf8.h"

namespace lotse::tools {
namespace {

constexpr size_t kBufferBytes = 64 * 1024;
constexpr int64_t kProgressMicros = 100000;

bool NoColor() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

bool DumbTerminal() {
  const char* value = std::getenv("TERM");
  return value == nullptr || std::strcmp(value, "dumb") == 0;
}

// Writes all of `text`; the error number, or 0.
int WriteAll(int descriptor, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<size_t>(count));
  }
  return 0;
}

}  // namespace

Output::Output()
    : color_(isatty(STDOUT_FILENO) == 1 && !NoColor() && !DumbTerminal()) {}

Output::~Output() { Flush().IgnoreError(); }

void Output::Write(absl::string_view text) {
  if (closed_) return;
  absl::StrAppend(&buffer_, text);
  if (buffer_.size() >= kBufferBytes) Flush().IgnoreError();
}

absl::Status Output::Flush() {
  if (error_ == 0) error_ = WriteAll(STDOUT_FILENO, buffer_);
  buffer_.clear();
  closed_ = error_ != 0;
  if (error_ == 0 || error_ == EPIPE) return absl::OkStatus();
  return absl::UnknownError(
      absl::StrCat("the output cannot be written: ", std::strerror(error_)));
}

std::string Styled(absl::string_view text, Style style, bool color) {
  if (!color || style == Style::kPlain || text.empty())
    return std::string(text);
  const char* code = "0";
  switch (style) {
    case Style::kPlain:
      break;
    case Style::kBold:
      code = "1";
      break;
    case Style::kDim:
      code = "2";
      break;
    case Style::kRed:
      code = "1;31";
      break;
    case Style::kYellow:
      code = "33";
      break;
    case Style::kBlue:
      code = "34";
      break;
    case Style::kGreen:
      code = "32";
      break;
  }
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

std::string Printable(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    const char32_t c = unit.code_point;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) ||
                         (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    if (!unit.valid || control) {
      out += c == '\n' || c == '\t' || c == '\r' ? " " : "\xEF\xBF\xBD";
    } else {
      out.append(text.data() + i, unit.size);
    }
    i += unit.size;
  }
  return out;
}

void PrintError(absl::string_view message) {
  PrintNote(absl::StrCat("lotse: ", Printable(message)));
}

void PrintNote(absl::string_view message) {
  // Nobody is left to tell if standard error cannot be written.
  static_cast<void>(WriteAll(STDERR_FILENO, absl::StrCat(message, "\n")));
}

Progress::Progress(absl::string_view noun)
    : noun_(noun), on_(isatty(STDERR_FILENO) == 1 && !DumbTerminal()) {}

Progress::~Progress() { Clear(); }

void Progress::Step() {
  ++count_;
  if (!on_ || count_ % 256 != 0) return;
  const int64_t now = absl::GetCurrentTimeNanos() / 1000;
  if (now < next_micros_) return;
  // Nothing to say about what is done in a moment.
  const bool first = next_micros_ == 0;
  next_micros_ = now + kProgressMicros;
  if (first) return;
  shown_ = true;
  static_cast<void>(WriteAll(
      STDERR_FILENO, absl::StrCat("\r", Grouped(count_), " ", noun_, " ...")));
}

void Progress::Clear() {
  if (!shown_) return;
  shown_ = false;
  static_cast<void>(WriteAll(STDERR_FILENO, "\r\x1b[K"));
}

std::string Grouped(int64_t number) {
  std::string digits = absl::StrCat(number);
  const size_t first = number < 0 ? 1 : 0;
  for (size_t i = digits.size(); i > first + 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string Percent(double share) {
  const int64_t permille = ScaleDouble(share, 3);
  return absl::StrCat(permille / 10, ".", permille % 10, " %");
}

}  // namespace lotse::tools
