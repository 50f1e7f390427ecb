# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# C++ code from the schema in proto/.

# lotse_add_schema(<target> [LITE] [PRIVATE] PROTOS <file>...)
#
# Generates C++ for the files (paths below proto/), compiles it without our
# warnings and puts the objects into the library <target>. Its headers are
# installed with the library, unless PRIVATE is given. LITE generates for
# protobuf-lite. The generated files lie in ${PROJECT_BINARY_DIR}/schema/<target>.
function(lotse_add_schema target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "LITE;PRIVATE" "" "PROTOS")
  set(root "${PROJECT_SOURCE_DIR}/proto")
  set(out "${PROJECT_BINARY_DIR}/schema/${target}")
  set(runtime protobuf::libprotobuf)
  set(flags "")
  if(arg_LITE)
    set(runtime protobuf::libprotobuf-lite)
    set(flags "lite:")
  endif()
  file(MAKE_DIRECTORY "${out}")
  list(TRANSFORM arg_PROTOS PREPEND "${root}/" OUTPUT_VARIABLE protos)
  list(TRANSFORM arg_PROTOS REPLACE "(.+)\\.proto$" "${out}/\\1.pb.h"
                                    OUTPUT_VARIABLE headers)
  list(TRANSFORM arg_PROTOS REPLACE "(.+)\\.proto$" "${out}/\\1.pb.cc"
                                    OUTPUT_VARIABLE sources)
  add_custom_command(
    OUTPUT ${headers} ${sources}
    COMMAND protobuf::protoc "--proto_path=${root}" "--cpp_out=${flags}${out}"
            ${arg_PROTOS}
    DEPENDS ${protos} protobuf::protoc
    COMMENT "Generating C++ from the schema for ${target}"
    VERBATIM)
  add_library(${target}_schema OBJECT ${sources} ${headers})
  set_target_properties(
    ${target}_schema PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_STANDARD 17
                                CXX_EXTENSIONS OFF)
  target_compile_options(${target}_schema PRIVATE -ffp-contract=off)
  target_include_directories(${target}_schema PRIVATE "${out}")
  target_link_libraries(${target}_schema PRIVATE ${runtime})
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_schema>)
  add_dependencies(${target} ${target}_schema)
  if(arg_PRIVATE)
    target_include_directories(${target} SYSTEM PRIVATE "${out}")
  else()
    target_include_directories(${target} SYSTEM
                               PUBLIC "$<BUILD_INTERFACE:${out}>")
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${out}" FILES
                                    ${headers})
  endif()
endfunction()
