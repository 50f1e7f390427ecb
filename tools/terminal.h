// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What a command says and where: results on standard output, everything else on
// standard error, colour and progress on terminals only.
//
//   Output out;
//   out.Write("L-1  57.5\n");
//   PrintError("leads.csv: there is no such file");
//
// Not thread-safe.
#ifndef LOTSE_TOOLS_TERMINAL_H_
#define LOTSE_TOOLS_TERMINAL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace lotse::tools {

// Exit codes of the tool.
inline constexpr int kOk = 0;
inline constexpr int kBadInput = 1;
inline constexpr int kUsage = 2;

// Buffered standard output.
class Output {
 public:
  Output();
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void Write(absl::string_view text);
  // Ok also if the reader has gone ("| head"); see closed().
  absl::Status Flush();
  // Whether nobody reads any more, so that there is no point in going on.
  bool closed() const { return closed_; }

  // Whether to use colour: on a terminal, unless NO_COLOR is set.
  bool color() const { return color_; }

 private:
  std::string buffer_;
  int error_ = 0;
  bool closed_ = false;
  bool color_ = false;
};

// How a text stands out on a terminal.
enum class Style : uint8_t {
  kPlain,
  kBold,
  kDim,
  kRed,
  kYellow,
  kBlue,
  kGreen
};

// `text` in this style, or plain if `color` is false.
std::string Styled(absl::string_view text, Style style, bool color);

// `text` without control characters, so that data cannot steer the terminal.
std::string Printable(absl::string_view text);

// "lotse: message" on standard error.
void PrintError(absl::string_view message);
// A remark on standard error, as it is.
void PrintNote(absl::string_view message);

// A moving count on standard error, if that is a terminal.
class Progress {
 public:
  // `noun`: what is counted, such as "leads".
  explicit Progress(absl::string_view noun);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Step();
  // Wipes the line, so that something else can be written.
  void Clear();

 private:
  std::string noun_;
  bool on_;
  bool shown_ = false;
  int64_t count_ = 0;
  int64_t next_micros_ = 0;
};

// 1234567 as "1,234,567".
std::string Grouped(int64_t number);
// A share as "23.4 %".
std::string Percent(double share);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_TERMINAL_H_
