#pragma once

#include "base/Result.h"

#include <QString>

#include <vector>

namespace luotsi::xpath {

enum class TokenKind {
    End,
    Number,
    Literal,
    Name,     ///< QName, `p:*` or `*` in the place of a name
    Operator, ///< or and div mod * / // | + - = != < <= > >=
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Comma,
    At,
    Dot,
    DotDot,
    DoubleColon,
    Dollar
};

struct Token
{
    TokenKind kind = TokenKind::End;
    QStringView text;
    int offset = 0;
};

/// Cuts an expression into tokens by the rules of XPath 1.0 section 3.7, which tell operator names and `*`
/// apart by what stands before them. Token texts borrow from `text`. The last token is End.
[[nodiscard]] base::Result<std::vector<Token>> tokenise(QStringView text);

} // namespace luotsi::xpath
