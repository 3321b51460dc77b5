#include "base/Log.h"

#include <cstdio>
#include <string>

namespace luotsi::base {

namespace {

struct ValueWriter
{
    std::string &line;

    void operator()(std::int64_t number) const { line += std::to_string(number); }
    void operator()(LogWord word) const { line += word.text(); }
    void operator()(ErrorCode code) const { line += name(code).data(); }
};

} // namespace

void logEvent(LogWord event, std::initializer_list<LogField> fields)
{
    std::string line(event.text());
    for (const LogField &field : fields) {
        line += ' ';
        line += field.key.text();
        line += '=';
        std::visit(ValueWriter{line}, field.value);
    }
    line += '\n';
    // One write call, so that lines of several threads and processes do not mix.
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace luotsi::base
