export const signIn = {
  'signIn.title': 'Oturum açma',
  'signIn.lead': 'Kod, SMS ile emülatördeki telefona gönderilir',
  'signIn.lead.real':
    'Gerçek hesapta her kod, ILETIMERKEZI_SENDER başlığıyla telefonunuza gönderilir ve bir SMS olarak ücretlendirilir',
  'signIn.noSender.lead': 'Başlık tanımlı olmadığından kod gönderilmiyor',
  'signIn.noSender.todo':
    'Kodlar varsayılan başlıkla gönderilir. Onaylı başlıklarınızdan birini ortam değişkenine yazıp demoyu yeniden başlatın:',
  'signIn.samples': 'Deneyebileceğiniz numaralar',
  'signIn.sample.phone': 'mesaj hemen ulaşır',
  'signIn.sample.dead': 'kapalı telefon: mesaj iletilemez, kod hemen yeniden istenebilir',
  'signIn.sample.slow': 'yavaş operatör: mesaj, kodun süresi dolduktan sonra iletilir',
  'signIn.phone.empty': 'Kodu gönderdiğinizde mesaj burada, alıcının telefonundaki gibi görünür.',
  'signIn.done': 'Oturum açıldı',
  'signIn.done.why':
    'Sunucu doğrulamayı kendi kaydından denetledi ve yalnızca bir kez kabul eder. Aynı doğrulamayla ikinci kez oturum açılamaz.',
  'signIn.out': 'Oturumu kapat',
};
