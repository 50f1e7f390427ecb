// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes the comments of the schema as a table in C++, sorted by name:
//
//   write_schema_comments <descriptor set with source info> <output>
//
// Runs during the build; src/proto/schema_comments.cc includes the output.
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.pb.h"

namespace {

using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;

// The name of what stands at `path` in `file`: "Rule", "Rule.points",
// "ValueType". Empty for anything else, such as the values of enums.
std::string NameAt(const FileDescriptorProto& file,
                   const std::vector<int>& path) {
  if (path.size() < 2) return "";
  if (path[0] == FileDescriptorProto::kEnumTypeFieldNumber) {
    return path.size() == 2 ? file.enum_type(path[1]).name() : "";
  }
  if (path[0] != FileDescriptorProto::kMessageTypeFieldNumber) return "";
  const auto& message = file.message_type(path[1]);
  if (path.size() == 2) return message.name();
  if (path.size() != 4 ||
      path[2] != google::protobuf::DescriptorProto::kFieldFieldNumber) {
    return "";
  }
  return message.name() + "." + message.field(path[3]).name();
}

// One line, with single spaces.
std::string OneLine(const std::string& comment) {
  return absl::StrJoin(
      absl::StrSplit(comment, absl::ByAnyChar(" \n"), absl::SkipEmpty()), " ");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: write_schema_comments <descriptor set> <output>\n";
    return 2;
  }
  FileDescriptorSet files;
  std::ifstream in(argv[1], std::ios::binary);
  if (!files.ParseFromIstream(&in)) {
    std::cerr << argv[1] << " is no descriptor set\n";
    return 1;
  }
  std::map<std::string, std::string> comments;
  for (const FileDescriptorProto& file : files.file()) {
    for (const auto& location : file.source_code_info().location()) {
      const std::string name =
          NameAt(file, {location.path().begin(), location.path().end()});
      if (name.empty() || location.leading_comments().empty()) continue;
      comments[name] = OneLine(location.leading_comments());
    }
  }
  std::ofstream out(argv[2], std::ios::binary);
  for (const auto& [name, comment] : comments) {
    out << "{\"" << name << "\", \"" << absl::Utf8SafeCEscape(comment)
        << "\"},\n";
  }
  out.close();
  if (!out) {
    std::cerr << argv[2] << " could not be written\n";
    return 1;
  }
  return 0;
}
