#include "platform/FolderCamera.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using platform::FolderCamera;

namespace {

const QByteArray content("bytes of a file");

} // namespace

/// What the configured folder offers, and nothing beside it.
class FolderCameraTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("in/deeper"))));
        m_camera = std::make_unique<FolderCamera>(m_folder->filePath(QStringLiteral("in")));
    }

    void withoutFolder_thereIsNoCamera()
    {
        QCOMPARE(FolderCamera(QString()).sources().error().code, ErrorCode::CameraUnavailable);
        FolderCamera missing(m_folder->filePath(QStringLiteral("missing")));
        QCOMPARE(missing.sources().error().code, ErrorCode::CameraUnavailable);
        QCOMPARE(missing.capture(QStringLiteral("a.pdf")).error().code, ErrorCode::CameraUnavailable);
        QVERIFY(!missing.hasLens());
    }

    void sources_arePlainFilesOfThisFolderOnly()
    {
        put("in/b.pdf", content);
        put("in/a.jpg", content);
        put("in/.hidden.pdf", content);
        put("in/deeper/c.pdf", content);
        put("secret.pdf", content);
        QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("secret.pdf")),
                            m_folder->filePath(QStringLiteral("in/link.pdf"))));
        const auto sources = m_camera->sources();
        QCOMPARE(sources->size(), std::size_t{2});
        QCOMPARE((*sources)[0].displayName, QStringLiteral("a.jpg"));
        QCOMPARE((*sources)[1].id, QStringLiteral("b.pdf"));
        QCOMPARE((*sources)[1].size, content.size());
    }

    void nothingOutsideTheFolder_isEverRead_data()
    {
        QTest::addColumn<QString>("source");
        for (const char *source : {"../secret.pdf", "deeper/c.pdf", "link.pdf", "/etc/hostname", "", ".",
                                   "..", ".hidden.pdf", "deeper", "not-there.pdf"})
            QTest::newRow(source) << QString::fromLatin1(source);
    }

    void nothingOutsideTheFolder_isEverRead()
    {
        QFETCH(QString, source);
        put("secret.pdf", content);
        put("in/.hidden.pdf", content);
        put("in/deeper/c.pdf", content);
        QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("secret.pdf")),
                            m_folder->filePath(QStringLiteral("in/link.pdf"))));
        QCOMPARE(m_camera->capture(source).error().code, ErrorCode::AttachmentUnreadable);
    }

    void tooLarge_isSaidBeforeItIsRead()
    {
        FolderCamera small(m_folder->filePath(QStringLiteral("in")), content.size());
        put("in/long.pdf", content + ' ');
        QCOMPARE(small.capture(QStringLiteral("long.pdf")).error().code, ErrorCode::AttachmentTooLarge);
        put("in/short.pdf", content);
        QCOMPARE(small.capture(QStringLiteral("short.pdf"))->bytes, content);
    }

    void aLongFile_isReadInPiecesAndStaysTheOneThatWasChosen()
    {
        FolderCamera small(m_folder->filePath(QStringLiteral("in")), 4);
        put("in/film.mp4", content);
        const auto file = small.open(QStringLiteral("film.mp4"));
        QVERIFY(file);
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("in/film.mp4"))));
        put("in/film.mp4", "another file of that name");
        QCOMPARE((*file)->size(), static_cast<std::uint64_t>(content.size()));
        QCOMPARE((*file)->read(6, 2).value(), content.mid(6, 2));
        QCOMPARE((*file)->read(static_cast<std::uint64_t>(content.size()), 1).error().code,
                 ErrorCode::MalformedInput);
        QCOMPARE(small.open(QStringLiteral("../secret.pdf")).error().code, ErrorCode::AttachmentUnreadable);
    }

    void aFileThatBecameShorter_isSaid()
    {
        put("in/film.mp4", content);
        const auto file = m_camera->open(QStringLiteral("film.mp4"));
        QVERIFY(QFile::resize(m_folder->filePath(QStringLiteral("in/film.mp4")), 3));
        QCOMPARE((*file)->read(0, 5).error().code, ErrorCode::AttachmentUnreadable);
    }

private:
    void put(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FolderCamera> m_camera;
};

QTEST_GUILESS_MAIN(FolderCameraTest)
#include "FolderCameraTest.moc"
