#include "forms/TagGuard.h"

#include <algorithm>
#include <string_view>

namespace luotsi::forms {

namespace {

constexpr std::size_t mostAttributes = 2000;

/// Where the reader stands, as far as quotes mean something.
enum class Place { Text, Tag, Quote, Comment, Section };

/// Follows the marks of XML through its bytes; zero bytes of wide encodings are passed over.
class TagCounter
{
public:
    /// False when the tag has too many quoted values.
    bool take(char c)
    {
        m_last = (m_last << 8) | static_cast<unsigned char>(c);
        switch (m_place) {
        case Place::Text:
            if (c == '<') {
                m_place = Place::Tag;
                m_values = 0;
            }
            return true;
        case Place::Tag:
            return takeInTag(c);
        case Place::Quote:
            if (c == m_quote)
                m_place = Place::Tag;
            return true;
        case Place::Comment:
            if ((m_last & 0xffffff) == 0x2d2d3e) // -->
                m_place = Place::Text;
            return true;
        case Place::Section:
            if ((m_last & 0xffffff) == 0x5d5d3e) // ]]>
                m_place = Place::Text;
            return true;
        }
        return true;
    }

private:
    bool takeInTag(char c)
    {
        if (c == '>') {
            m_place = Place::Text;
        } else if (c == '"' || c == '\'') {
            m_quote = c;
            m_place = Place::Quote;
            return ++m_values <= mostAttributes;
        } else if ((m_last & 0xffffffff) == 0x3c212d2d) { // <!--
            m_place = Place::Comment;
        } else if ((m_last & 0xffffff) == 0x3c215b) { // <![
            m_place = Place::Section;
        }
        return true;
    }

    Place m_place = Place::Text;
    std::uint64_t m_last = 0;
    char m_quote = 0;
    std::size_t m_values = 0;
};

/// An attribute takes five bytes at least, and a tag has no '<' but its first: without a stretch as long as
/// all of them there is nothing to look for.
bool mayBeCrowded(std::string_view xml)
{
    std::size_t last = 0;
    while (xml.size() - last > 5 * mostAttributes) {
        const std::size_t next = std::min(xml.find('<', last + 1), xml.size());
        if (next - last > 5 * mostAttributes)
            return true;
        last = next;
    }
    return false;
}

} // namespace

std::optional<int> crowdedTag(const QByteArray &xml)
{
    const std::string_view bytes(xml.constData(), static_cast<std::size_t>(xml.size()));
    if (!mayBeCrowded(bytes))
        return std::nullopt;
    TagCounter counter;
    int line = 1;
    for (const char c : bytes) {
        if (c == '\n')
            ++line;
        if (c != 0 && !counter.take(c))
            return line;
    }
    return std::nullopt;
}

} // namespace luotsi::forms
