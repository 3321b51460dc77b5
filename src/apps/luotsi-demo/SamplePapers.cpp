#include "SamplePapers.h"

#include <QDir>
#include <QImage>
#include <QPainter>

namespace luotsi::demo {

namespace {

constexpr QSize paper(1240, 1754); // A4 at 150 dots an inch
constexpr int margin = 120;
constexpr int lines = 24;
constexpr int lineHeight = 52;

QImage drawPaper(const QString &title)
{
    QImage image(paper, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = painter.font();
    font.setPixelSize(64);
    painter.setFont(font);
    painter.drawText(margin, 2 * margin, title);
    font.setPixelSize(34);
    painter.setFont(font);
    painter.drawText(margin, 2 * margin + 70, QStringLiteral("Sample paper. Made up."));
    painter.setPen(QPen(Qt::lightGray, 10));
    for (int line = 0; line < lines; ++line) {
        const int y = 3 * margin + line * lineHeight;
        painter.drawLine(margin, y, paper.width() - margin - (line * 137) % 400, y);
    }
    return image;
}

} // namespace

base::Result<void> drawSamplePapers(const QString &folder, const QStringList &fileNames)
{
    if (!QDir().mkpath(folder))
        return {base::ErrorCode::StoreFailed, QStringLiteral("the folder for sample papers cannot be made")};
    for (const QString &name : fileNames) {
        if (!drawPaper(name.section(u'.', 0, 0)).save(folder + u'/' + name, "JPEG", 85))
            return {base::ErrorCode::StoreFailed, QStringLiteral("a sample paper cannot be written")};
    }
    return {};
}

} // namespace luotsi::demo
